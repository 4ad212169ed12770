"""
What stands around every page: whose service this is, who is signed in, and where one can go.

In: plain values from the people room. Out: a frame that `layout/page.html` reads.
"""

from dataclasses import dataclass

from reconvene.web.components.addresses import address

STAFF_PLACES = (
    ("My work", "my-work"),
    ("Cases", "cases"),
    ("Follow-up", "agreed"),
    ("Take down a complaint", "take-down"),
    ("Procedure", "procedure"),
    ("Calendar", "calendar"),
)


@dataclass(frozen=True, slots=True)
class AuthorityFace:
    """What an authority puts on its pages. Only the name is needed."""

    name: str
    phone: str = ""
    office_hours: str = ""
    crest: str = ""  # a static file's name
    accent: str = ""  # six hexadecimal figures, dark enough to be read on white


@dataclass(frozen=True, slots=True)
class SignedIn:
    """The person at the screen, as the header names them."""

    name: str
    role: str


@dataclass(frozen=True, slots=True)
class Place:
    """Somewhere the navigation leads, or a crumb on the way to this page."""

    words: str
    href: str


@dataclass(frozen=True, slots=True)
class Frame:
    """Everything on a page that is not the page's own."""

    authority: AuthorityFace
    person: SignedIn | None = None
    places: tuple[Place, ...] = ()
    footnotes: tuple[Place, ...] = ()  # links at the foot, such as the accessibility statement
    banner: str = ""  # a standing sign, such as that the data is made up
    is_for_family: bool = False
    lang: str = "en"
    direction: str = "ltr"
    home: str = "/"
    sign_out: str = ""
    account: str = ""  # where the person at the screen looks after what they sign in with

    def navigation(self, here: str) -> list[dict[str, object]]:
        """Return the places as the design system's navigation takes them, the present one marked."""
        return [
            {"text": place.words, "href": place.href, "active": place.words == here}
            for place in self.places
        ]


def staff_places() -> tuple[Place, ...]:
    """Return the staff's navigation, in the order shown. Fails where a route is not there."""
    return tuple(Place(words, address(route)) for words, route in STAFF_PLACES)
