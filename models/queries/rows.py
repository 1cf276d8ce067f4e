"""Plain rows of a query: tuples cost a tenth of models, and their types are the caller's to know."""

from collections.abc import Iterable
from typing import Any, cast

from peewee import ModelSelect


def rows_of(query: "ModelSelect[Any]") -> Iterable[tuple[Any, ...]]:
    """The selected columns, a tuple a row."""
    return cast(Iterable[tuple[Any, ...]], query.tuples())
