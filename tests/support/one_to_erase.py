"""A case that is sealed off, of an authority of its own, whose keys may be destroyed a week later.

python -m tests.support.one_to_erase AUTHORITY
"""

import sys
from pathlib import Path

import django

django.setup()

from django.conf import settings  # noqa: E402  needs the set-up above

from tests.support.desk import Desk  # noqa: E402  as above
from tests.support.erasing import LONG_AFTER, Eraser, closed, overseers  # noqa: E402  as above

desk = Desk.at(sys.argv[1])
people = overseers(desk)
eraser = Eraser(people["iris"], people["ivo"], Path(str(settings.ERASURES)))
eraser.approved(closed(desk).reference)
assert eraser.carry_out(LONG_AFTER).sealed_off == 1
