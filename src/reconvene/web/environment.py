"""
The Jinja2 environment that pages are rendered in.

In: Django's options for its Jinja2 backend. Out: an environment with our filters, the addresses and
static files of the site, and the design system's components by name.
"""

from collections.abc import Iterable
from itertools import groupby
from operator import attrgetter
from typing import Any

from django.forms.boundfield import BoundField
from django.templatetags.static import static
from jinja2 import (
    ChoiceLoader,
    Environment,
    PackageLoader,
    PrefixLoader,
    StrictUndefined,
    TemplateRuntimeError,
    Undefined,
    UndefinedError,
)
from jinja2.utils import missing
from markupsafe import Markup

from reconvene.web.components import wording
from reconvene.web.components.addresses import address
from reconvene.web.components.forms import drawn


class PageUndefined(Undefined):
    """
    A name nobody gave is a fault; an option that a component was not given is merely empty.

    Our own parts take named arguments and objects with attributes, so a slip of the pen fails loudly.
    The design system's macros take one mapping of options, ask it for many it need not have, and look
    whether a caller was there.
    """

    def __new__(
        cls,
        hint: str | None = None,
        obj: object = missing,
        name: str | None = None,
        exc: type[TemplateRuntimeError] = UndefinedError,
    ) -> Any:
        """Return an empty value for what a component may lack, and one that fails for all else."""
        is_optional = isinstance(obj, dict) or name == "caller"
        kind = Undefined if is_optional else StrictUndefined
        return kind(hint, obj, name, exc)


class Components:
    """Draws the design system's components by name, and questions of a form by their component."""

    def __init__(self, pages: Environment) -> None:
        self.pages = pages
        self._steady: dict[tuple[str, str], Markup] = {}

    def govuk(self, name: str, options: dict[str, Any]) -> Markup:
        """Return a component: `govuk("button", {"text": "Record the meeting"})`."""
        template = self.pages.get_template(f"govuk_frontend_jinja/components/{name}/macro.html")
        macro = "govuk" + "".join(word.capitalize() for word in name.split("-"))
        return Markup(getattr(template.module, macro)(options))  # noqa: S704 - a macro escapes

    def steady(self, name: str, options: dict[str, Any]) -> Markup:
        """
        Return a component that is the same on page after page, drawn once and kept.

        Only for the frame around pages: what is kept must hold nothing about a case or a person.
        """
        key = (name, repr(options))
        if key not in self._steady:
            self._steady[key] = self.govuk(name, options)
        return self._steady[key]

    def question(self, bound: BoundField) -> Markup:
        """Return one question of a form, with its hint, its answer so far and its problem."""
        component, options = drawn(bound, self.question)
        if component == "hidden":
            return Markup('<input type="hidden" name="{}" value="{}">').format(
                options["name"], bound.value() or ""
            )
        return self.govuk(component, options)


def unbroken(words: str) -> Markup:
    """Return what is read out or typed as one, as a reference is, to stand on one line."""
    return Markup('<span class="rc-unbroken">{}</span>').format(words)


def runs(items: Iterable[Any], attribute: str) -> list[tuple[Any, list[Any]]]:
    """Return neighbours gathered by what they share, in the order they came."""
    return [(shared, list(run)) for shared, run in groupby(items, attrgetter(attribute))]


def environment(**options: Any) -> Environment:
    """Return the environment for Django's Jinja2 backend, strict about what it is not given."""
    design_system = PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")})
    options |= {
        "loader": ChoiceLoader([options["loader"], design_system]),
        "undefined": PageUndefined,
        "trim_blocks": True,
        "lstrip_blocks": True,
    }
    pages = Environment(**options)  # noqa: S701 - Django's backend has autoescape on
    components = Components(pages)
    pages.globals.update(
        static=static,
        url=address,
        govuk=components.govuk,
        steady=components.steady,
        question=components.question,
        # Names that the design system's macros look at, set or not.
        undefined=Undefined(name="undefined"),
        **dict.fromkeys(("null", "successBanner", "typeClass")),
    )
    pages.filters.update(
        day=wording.day,
        file_size=wording.file_size,
        short_day=wording.short_day,
        moment=wording.moment,
        weekday=wording.weekday,
        plural=wording.plural,
        unbroken=unbroken,
        runs=runs,
    )
    return pages
