"""What is open is just what of all the duties is open, whichever way it is found."""

from reconvene.core.casefile.fold import fold
from reconvene.core.duties.owed import duties, open_duties
from tests.support.tellings import told

STORIES = (
    "sp-cpc/easter",
    "sp-cpc/adjourned-and-reconvened",
    "sp-cpc/conflict-found-late",
    "sp-cpc/late-child-and-outside",
    "ox-cpc/mixed-points",
    "ox-cpc/spoken-and-declined",
    "ox-cpc/statutory-referral",
)


def test_the_short_way_finds_what_the_long_way_finds_on_every_day_of_every_story() -> None:
    for story in STORIES:
        telling = told(story).telling
        for day in sorted({event.recorded_at.date() for event in telling.events}):
            so_far = [event for event in telling.events if event.recorded_at.date() <= day]
            case = fold(telling.definition, so_far)
            every = tuple(duty for duty in duties(case, telling.days, day) if duty.is_open)

            assert open_duties(case, telling.days, day) == every, (story, day)
