"""A copy's people and one case, made by a process of its own: prints the case and who is there.

python -m tests.support.one_case
"""

import json

import django

django.setup()

from tests.support.desk import Desk  # noqa: E402  needs the set-up above
from tests.support.erasing import overseers  # noqa: E402  as above

desk = Desk.at()
case = desk.open()
people = {name: person.id for name, person in (desk.people | overseers(desk)).items()}
print(json.dumps({"reference": case.reference, "people": people}))  # noqa: T201  it is asked for
