"""In: the clause register beside this file. Out: what each clause says, by its id."""

from collections.abc import Mapping
from functools import cache
from importlib import resources
from types import MappingProxyType

from ruamel.yaml import YAML


@cache
def read_clauses() -> Mapping[str, str]:
    """
    Return the short wording of every clause of the two source procedures, by id.

    Ids read "OX 1b.3.a" or "SP 3.5". In the order of the sources; never empty.
    """
    text = resources.files("reconvene.library").joinpath("clauses.yaml").read_text("utf-8")
    return MappingProxyType(dict(YAML(typ="safe").load(text)))
