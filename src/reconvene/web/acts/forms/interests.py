"""Saying whether somebody has a tie to a family or a case."""

from typing import get_args

from reconvene.core.casefile.case import COMPLAINANT_ROLE
from reconvene.core.record.interests import HomeNoted, InterestDeclared, Tie
from reconvene.core.record.payload import Person
from reconvene.library.words.sentences import read_names
from reconvene.web.acts.act_form import ActForm, Questions
from reconvene.web.components.fields import LongTextField, OneOfField, TextField

TIES = read_names("tie")
assert set(TIES) == set(get_args(Tie)), "every tie has its words"  # noqa: S101  a table that is whole


class InterestDeclaredForm(ActForm):
    when = "On which day was it said?"
    day_name = "the day it was said"

    def questions(self) -> Questions:
        people = [Person(id=one.id, name=one.name) for one in self.at.staff]
        yield from self.ask_person("who", "Who is it about?", people, "Choose who it is about")
        yield (
            "tie",
            OneOfField(
                "What tie do they have to the family, or to somebody in this case?",
                tuple(TIES.items()),
                missing="Choose which tie they have, or none",
            ),
        )
        yield "reason", LongTextField("What do people need to know about it?", rows=3)

    def payload(self) -> InterestDeclared:
        return InterestDeclared(
            person=self.person("who"), tie=self.cleaned_data["tie"], reason=self.words("reason")
        )


class HomeNotedForm(ActForm):
    when = "On which day did it become known?"
    day_name = "the day it became known"

    def questions(self) -> Questions:
        children = self.at.context.case.conference.children
        parties = (
            (COMPLAINANT_ROLE, self.at.complainant.name),
            *((child.id, child.name or child.id) for child in children),
        )
        yield "who", OneOfField("Who lives there?", parties, missing="Choose who lives there")
        yield "postcode", TextField("What is the postcode?", missing="Enter the postcode")
        yield (
            "house",
            TextField(
                "What is the number or name of the house?",
                missing="Enter the number or name of the house",
                hint="With the number of the flat, if it is one. Leave the street out.",
            ),
        )

    def payload(self) -> HomeNoted:
        return HomeNoted(
            who=self.cleaned_data["who"], postcode=self.words("postcode"), house=self.words("house")
        )
