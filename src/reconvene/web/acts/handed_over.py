"""
A letter of somebody who is not shown how to reach the family: somebody else has to send it.

They are told the same whether or not the family said anything, so that nothing is given away.

In: a case as somebody meets it. Out: who sends the letter for them, and words for its pages.
"""

from reconvene.desk.look import Look
from reconvene.web.browse.withheld import who_knows

LEAD = "Recording sends nothing. The letter then waits for the {other}, who prints and posts it."
BUTTON = "I have read it: record the letter"


def hand_over_to(look: Look) -> str:
    """Return the role that sends letters for this person; empty where they send their own."""
    return "" if look.sees_contact else who_knows(look)
