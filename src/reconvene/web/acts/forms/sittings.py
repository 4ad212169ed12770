"""Acts that let a panel sit: on which day, who came, and when it ended."""

from reconvene.core.casefile.panels import minutes_tasks
from reconvene.core.record.exchange import TaskDone
from reconvene.core.record.panels import SittingBooked, SittingClosed, SittingOpened
from reconvene.library.words.plain import said_day
from reconvene.web.acts.act_form import Questions
from reconvene.web.acts.fields import LinesField
from reconvene.web.acts.forms.meetings import ask_papers, papers_answered
from reconvene.web.acts.forms.panels import PanelForm
from reconvene.web.components.day_field import DayField
from reconvene.web.components.fields import AnyOfField, TextField


class SittingBookedForm(PanelForm):
    when = "When was the day set?"
    day_name = "the day it was set"

    def questions(self) -> Questions:
        yield (
            "for_on",
            DayField(
                "On which day will the panel sit?",
                name="the day the panel sits",
                missing="Enter the day the panel sits",
            ),
        )
        yield "place", TextField("Where?")

    def payload(self) -> SittingBooked:
        return SittingBooked(
            panel=self.panel.id, for_on=self.cleaned_data["for_on"], place=self.words("place")
        )


class SittingOpenedForm(PanelForm):
    when = "When did the panel meet?"
    day_name = "the day it met"
    supplied_by = "panelist.appointed"

    def lacking(self) -> str:
        return "" if self.appointees else "Nobody is appointed to the panel yet, so nobody can sit."

    def questions(self) -> Questions:
        yield (
            "present",
            AnyOfField(
                "Who is here?",
                self.appointees,
                missing="Choose who is here",
                hint=f"It was set for {said_day(day)}." if (day := self.state.planned_on) else "",
            ),
        )
        if self.panel.minute_taker:
            yield (
                "minute_taker",
                TextField(
                    "Who takes the minutes?",
                    missing="Enter who takes the minutes",
                    initial=self._found_minute_taker(),
                ),
            )
        yield (
            "others",
            LinesField("Is anybody else in the room?", rows=2, hint="One name to a line."),
        )
        yield from ask_papers(self.panel.papers)

    def _found_minute_taker(self) -> str:
        """Who was named when a minute-taker was found, if anybody was."""
        tasks = minutes_tasks(self.at.context.definition, self.panel)
        named = [
            event.data.person.name
            for event in self.at.context.events
            if isinstance(event.data, TaskDone) and event.data.task in tasks and event.data.person
        ]
        return named[-1] if named else ""

    def payload(self) -> SittingOpened:
        minutes = self.words("minute_taker")
        considered, missing = papers_answered(self, self.panel.papers)
        return SittingOpened(
            panel=self.panel.id,
            present=self.many("present"),
            minute_taker=self.named(minutes, role="minute-taker") if minutes else None,
            others=self.people_lines("others", role="other"),
            considered=considered,
            papers_missing=missing,
        )


class SittingClosedForm(PanelForm):
    when = "When did it end?"
    day_name = "the day it ended"

    def payload(self) -> SittingClosed:
        return SittingClosed(panel=self.panel.id)
