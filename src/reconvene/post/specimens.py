"""
In: a procedure, and how its letters are worded. Out: each of its letters, filled with made-up facts.

So a letter can be looked at before anybody has been sent one.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from reconvene.core.kinds.office import Office
from reconvene.core.letters.draft import Facts, Said
from reconvene.core.letters.samples import CONFERENCE, LAST, SAMPLES
from reconvene.core.procedure.definition import Definition
from reconvene.core.procedure.letters import Letter as Rule
from reconvene.post.letter import Gap, Letter
from reconvene.post.wording.framing import framed
from reconvene.post.wording.saying import tongue_of
from reconvene.post.wording.shape import READERS, Reader, Wording
from reconvene.post.wording.stating import failings, section_of

RECEIVED, SENT = date(2025, 4, 22), date(2025, 5, 9)
NAMES: dict[Reader, str] = {"adult": "Ewa Example", "child": "Kit Example"}
FRAME: Facts = {
    "reference": "EX-AAA-BBB-CCC",
    "held_on": CONFERENCE,
    "received_on": RECEIVED,
    "last_on": None,
}


@dataclass(frozen=True, slots=True)
class Specimen:
    """A letter as one reader would have it, and which letter of the procedure it is."""

    rule: Rule
    reader: Reader
    letter: Letter


def specimens(definition: Definition, wording: Wording, office: Office) -> Iterator[Specimen]:
    """Yield every letter of a procedure to the family, in its order, to an adult and to a child."""
    for rule in definition.letters:
        for reader in READERS:
            yield Specimen(rule, reader, _specimen(definition, rule, wording, office, reader))


def _specimen(
    definition: Definition, rule: Rule, wording: Wording, office: Office, reader: Reader
) -> Letter:
    found = [Said(content, _facts(definition, rule, content)) for content in rule.says]
    sections = [(said, section_of(said, wording, reader)) for said in found]
    sender = definition.role(rule.sent_by[0]).label
    return Letter(
        office=office,
        on=SENT,
        addressee=NAMES[reader],
        title=wording.labels.get(rule.label, rule.label),
        sections=tuple(section for _, section in sections if section.blocks),
        signed="Amina Example",
        signed_as=wording.labels.get(sender, sender),
        is_for_child=reader == "child",
        gaps=tuple(
            Gap(said.content, f"wording:{said.content}.{one.name}")
            for said, section in sections
            for one in failings(said, section, wording)
        ),
        tongue=tongue_of(wording, SENT),
        **framed(wording, reader, rule.id, {"name": NAMES[reader], **FRAME}),
    )


def _facts(definition: Definition, rule: Rule, content: str) -> Facts:
    """Return made-up facts for a content, with what this procedure knows of it."""
    facts = SAMPLES[content][0]
    match content:
        case "points":
            return {**facts, "are_answered": "answers" in rule.says}
        case "next-right":
            return {"rights": [*_rights(definition, rule)] or facts["rights"]}
        case "further-challenge":
            return {**facts, "has_next_right": "next-right" in rule.says}
        case "who-to-write-to":
            role = definition.role(rule.who_to_write_to or rule.sent_by[0])
            return {**facts, "role": role.label}
        case "goes-on":
            return {"stages": _stages(definition, rule) or facts["stages"]}
        case _:
            return facts


def _rights(definition: Definition, rule: Rule) -> Iterator[Facts]:
    for right in definition.rights:
        if any((r.kind, r.about) == ("letter.sent", rule.id) for r in right.arises_from):
            yield {
                "right": right.id,
                "label": right.label,
                "last_on": LAST if right.limit.is_stated else None,
                "is_written": right.form == "written",
            }


def _stages(definition: Definition, rule: Rule) -> tuple[str, ...]:
    """Return where points go on to from a letter's stage, as sentences call it; may be none."""
    opened = [gate.opens for gate in definition.gates if gate.stage == rule.stage]
    return tuple(definition.stage(stage).said for stage in opened)
