"""Choosing what goes into a pack: of each file which version, or why it stays out."""

from reconvene.core.casefile.papers import Brought
from reconvene.core.casefile.versions import redactions_of, version_for
from reconvene.core.record.papers import LeftOut, Packed, PackMade
from reconvene.library.words.sentences import read_names
from reconvene.web.acts.act_form import ActForm, Questions
from reconvene.web.acts.situation import Choices
from reconvene.web.components.fields import OneOfField
from reconvene.web.components.wording import plural

MOST_FILES = 50
"""So many files can be chosen from for one pack: each is looked through while somebody waits."""

OUT = "out:"
IN_EVERY = (
    "In it besides: what happened, in order; every letter that left; what was taken out of files;"
    " and the record with what checks it. Nothing that says how anybody is reached is in it, nor what"
    " those who decide said among themselves."
)


class PackMadeForm(ActForm):
    when = "When is it made?"
    day_name = "the day it is made"

    def lacking(self) -> str:
        if len(self.at.context.case.papers) <= MOST_FILES:
            return ""
        return f"A pack can have {MOST_FILES} files at most, and this case has more."

    def questions(self) -> Questions:
        for one in self.at.context.case.papers.values():
            yield (
                f"file_{one.number}",
                OneOfField(
                    f"{one.data.called} (entry {one.number})",
                    self._choices(one),
                    missing=f"Choose what happens with the file that is entry {one.number}",
                    initial=self._usual(one),
                ),
            )

    def _choices(self, one: Brought) -> Choices:
        case, body = self.at.context.case, self.about or ""
        redacted = [
            made.number
            for made in redactions_of(case, one.data.paper)
            if made.is_agreed and (not made.data.readers or body in made.data.readers)
        ]
        return (
            *(
                (str(entry), f"In it: the redacted version that is entry {entry}")
                for entry in redacted
            ),
            (str(one.number), "In it: the whole file, as a copy to read"),
            *(
                (f"{OUT}{why}", f"Left out: {words}")
                for why, words in read_names("left-out").items()
            ),
        )

    def _usual(self, one: Brought) -> str | None:
        """Return the redacted version where there is one; nobody else's mind is made up for them."""
        version = version_for(self.at.context.case, one.data.paper, self.about or "")
        return str(version.entry) if version.which == "redacted" else None

    def notes(self) -> tuple[str, ...]:
        data = self.payload()
        files = plural(len(data.files), "file")
        left = f" {plural(len(data.left_out), 'file')} left out." if data.left_out else ""
        return (IN_EVERY, f"{files} in it.{left}")

    def payload(self) -> PackMade:
        chosen = {
            number: self.words(f"file_{number}")
            for number in (one.number for one in self.at.context.case.papers.values())
        }
        return PackMade(
            body=self.about or "",
            files=tuple(
                Packed(number=int(one)) for one in chosen.values() if not one.startswith(OUT)
            ),
            left_out=tuple(
                LeftOut(number=number, why=one.removeprefix(OUT))  # type: ignore[arg-type]  # checked by its field
                for number, one in chosen.items()
                if one.startswith(OUT)
            ),
        )
