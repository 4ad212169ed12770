"""
The paths of named routes, worked out once each: a long list names the same few hundred.

In: a route's name and the parts of its path. Out: a path on this site.
"""

from functools import lru_cache

from django.urls import reverse


@lru_cache(maxsize=4096)
def address(name: str, **parts: str | int) -> str:
    """Return the path of a named route: `address("case", reference="SP-RX9-M6X-7LP")`."""
    return reverse(name, kwargs=parts or None)
