"""Encrypted registers that several files of tests begin with, closed."""

from collections.abc import Iterator
from contextlib import closing

import pytest

from models.storage.place import Place
from tests.models.signing_in import make_signing_in
from tests.models.storage.killing import Killed, killing
from tests.models.storage.locked import Locked, fill, make_locked, opened


@pytest.fixture
async def recovery(place: Place) -> str:
    """The clinic whose users have passwords; its recovery key."""
    return await make_signing_in(place)


@pytest.fixture
def made(place: Place) -> Locked:
    """A keyring in the folder, and no register yet."""
    return make_locked(place)


@pytest.fixture
async def key(place: Place, made: Locked) -> bytes:
    """A register with people in it; its key."""
    with closing(opened(place, made.key)) as register:
        await fill(register)
    return made.key


@pytest.fixture(scope="session")
def killed() -> Iterator[Killed]:
    """The program that is killed time after time, made ready once."""
    with killing() as asked:
        yield asked
