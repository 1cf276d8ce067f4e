"""The pack that the tests of one region are about."""

import pytest

from models.knowledge.pack import Pack, Step
from models.knowledge.pack_reader import builtin_packs


@pytest.fixture(scope="module")
def pack(request: pytest.FixtureRequest) -> Pack:
    """The built-in pack of the module's CODE."""
    return builtin_packs()[request.module.CODE]


@pytest.fixture(scope="module")
def steps(pack: Pack) -> dict[str, Step]:
    """Its steps by their keys."""
    return pack.by_key
