"""Putting a bundle of papers together for a meeting or a panel."""

from typing import Any

from django.core.exceptions import ValidationError

from reconvene.core.casefile.versions import redactions_of
from reconvene.core.conduct.bringing import papers_asked_for
from reconvene.core.conduct.bundling import MOST_PAGES, MOST_PARTS, bundled_now, met_for, part_for
from reconvene.core.record.papers import Bundled, BundleMade
from reconvene.core.record.payload import Absence
from reconvene.desk.bundling import Possible
from reconvene.library.words.plain import lowered, said_day
from reconvene.papers.quotas import megabytes
from reconvene.papers.untrusted.assembling import LARGEST_OF_ALL
from reconvene.web.acts.act_form import ActForm, Questions, only
from reconvene.web.browse.bundle_setting import note_of
from reconvene.web.components.fields import AnyOfField, OneOfField, TextField
from reconvene.web.components.wording import plural

REDACTED = "Something was taken out: the version that was agreed for them goes in, or none"
NONE_AGREED = (
    "Leave out {called}, or have a redacted version of it agreed first: something is to be taken out"
    " of it, and nobody has agreed to a version for those who meet"
)
ORDER = "Enter the numbers of what you ticked, each once, such as 2, 1, 3"


class BundleMadeForm(ActForm):
    when = "When is it put together?"
    day_name = "the day it is put together"

    def lacking(self) -> str:
        if self.at.possible:
            return ""
        return (
            "There is nothing to put in yet. Bring in a file, and wait until it has been checked."
        )

    def questions(self) -> Questions:
        met = met_for(self.at.context.definition)
        choices = tuple((meets, met[meets].label) for meets in bundled_now(self.at.context))
        yield (
            "meets",
            OneOfField(
                "What is it for?", choices, missing="Choose what it is for", initial=only(choices)
            ),
        )
        yield (
            "chosen",
            AnyOfField(
                "What goes into it?",
                tuple((str(one.entry), self._said(at, one)) for at, one in self._offered()),
                missing="Choose what goes into it",
                initial=[str(one.entry) for _, one in self._offered() if one.paper],
                hint="Files are given as their copy to read. Read them first: an address in a letter stands in its copy as well.",
            ),
        )
        yield (
            "order",
            TextField(
                "In which order?",
                hint="Leave this empty for the order above. For another, enter the numbers of what you ticked, such as 2, 1, 3.",
            ),
        )
        for paper in papers_asked_for(self.at.context.definition).values():
            yield (
                f"missing-{paper.id}",
                TextField(
                    f"Without a file that is {lowered(paper.label)}: why?",
                    hint="A meeting that has to consider it must have it, or be told why not, or where else it is.",
                ),
            )

    def _offered(self) -> tuple[tuple[int, Possible], ...]:
        """Return what could be put in, numbered: what has to be considered first, then letters."""
        asked = list(papers_asked_for(self.at.context.definition))
        possible = sorted(
            (one for one in self.at.possible.values() if not one.of),
            key=lambda one: (
                asked.index(one.paper) if one.paper in asked else len(asked),
                one.kind is not None,
                one.on,
                one.entry,
            ),
        )
        return tuple(enumerate(possible, 1))

    def _said(self, number: int, one: Possible) -> str:
        paper = papers_asked_for(self.at.context.definition).get(one.paper)
        which = f", as {lowered(paper.label)}" if paper else ""
        note = REDACTED if self._is_redacted(one) else note_of(one)
        after = f". {note}" if note else ""
        return f"{number}. {called(one)}{which} ({plural(one.pages, 'page')}){after}"

    def _is_redacted(self, one: Possible) -> bool:
        """Tell whether somebody has taken something out of a file, or is about to."""
        case = self.at.context.case
        return any(
            brought.number == one.entry and redactions_of(case, paper)
            for paper, brought in case.papers.items()
        )

    def _part(self, entry: int) -> Possible | None:
        """Return what goes in where somebody chose an entry: a file, or its redacted version."""
        case, meets = self.at.context.case, self.words("meets")
        return self.at.possible.get(part_for(case, entry, meets))

    def clean(self) -> dict[str, Any]:
        """Refuse what is too large to be put together, and an order that leaves something out."""
        given = super().clean() or {}
        ticked = [int(one) for one in given.get("chosen") or ()]
        parts = {one: self._part(one) for one in ticked}
        for one in (one for one, part in parts.items() if part is None):
            message = NONE_AGREED.format(called=called(self.at.possible[one]))
            self.add_error("chosen", ValidationError(message, code="not-agreed"))
        chosen = [part for part in parts.values() if part]
        if sum(one.size for one in chosen) > LARGEST_OF_ALL:
            message = (
                f"Choose less: all together it must not be larger than {megabytes(LARGEST_OF_ALL)}"
            )
            self.add_error("chosen", ValidationError(message, code="too-large"))
        if len(chosen) > MOST_PARTS or sum(one.pages for one in chosen) > MOST_PAGES - 50:
            message = (
                f"Choose less: a bundle has at most {MOST_PARTS} parts and {MOST_PAGES:,} pages"
            )
            self.add_error("chosen", ValidationError(message, code="too-many"))
        if given.get("order") and sorted(self._ordered(given)) != sorted(ticked):
            self.add_error("order", ValidationError(ORDER, code="order"))
        return given

    def _ordered(self, given: dict[str, Any]) -> list[int]:
        """Return the entries of what goes in, in the order it does."""
        by_number = {str(number): one.entry for number, one in self._offered()}
        typed = str(given.get("order") or "").replace(",", " ").split()
        ticked = set(given.get("chosen") or ())
        if typed:
            return [by_number.get(number, 0) for number in typed]
        return [one.entry for _, one in self._offered() if str(one.entry) in ticked]

    def payload(self) -> BundleMade:
        chosen = [part for one in self._ordered(self.cleaned_data) if (part := self._part(one))]
        parts = tuple(
            Bundled(entry=one.entry, called=called(one), pages=one.pages, sha256=one.sha256)
            for one in chosen
        )
        meets = self.words("meets")
        asked = met_for(self.at.context.definition)[meets].papers
        there = {one.paper for one in chosen}
        missing = tuple(
            Absence(what=paper.id, reason=why)
            for paper in asked
            if paper.id not in there and (why := self.words(f"missing-{paper.id}"))
        )
        made = sum(event.kind == "bundle.made" for event in self.at.context.events)
        data = BundleMade(meets=meets, number=made + 1, parts=parts, pages=1, missing=missing)
        front = self.at.front_pages(data, self.happened_on)
        pages = front + sum(part.pages for part in parts)
        return BundleMade(
            meets=meets, number=data.number, parts=parts, pages=pages, missing=missing
        )


def called(one: Possible) -> str:
    """Return what a part is called: a letter with its day."""
    return f"{one.called}, {said_day(one.on)}" if one.kind is None else one.called
