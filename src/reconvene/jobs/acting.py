"""Who a command acts for: somebody named by whoever runs it, and within their authority."""

from argparse import ArgumentParser

from django.core.management.base import CommandError

from reconvene.people.models import Person


def ask_who(parser: ArgumentParser) -> None:
    """Let a command be told who acts."""
    parser.add_argument("--by", required=True, metavar="NAME", help="who acts, by sign-in name")


def who(username: str) -> Person:
    """
    Return whoever signs in by a name.

    Raises:
        CommandError: Nobody does who still works here.
    """
    found = Person.objects.filter(username=username, is_active=True).first()
    if found is None:
        raise CommandError(
            "Nothing was done: nobody who works here signs in by that name. Name somebody who does."
        )
    return found
