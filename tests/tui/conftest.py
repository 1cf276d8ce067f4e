"""The command line on the test's register."""

import asyncio
import os
from collections.abc import Callable, Iterator

import pytest

from models.register import Register
from models.storage.place import Place
from tests.making import make_clinic
from tui.main import main

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture(autouse=True)
def _own_umask() -> Iterator[None]:
    before = os.umask(0o022)
    yield
    os.umask(before)


@pytest.fixture
def run(place: Place, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command on the test's register: exit status, output, errors."""

    def command(*words: str) -> tuple[int, str, str]:
        status = main(["--data", str(place.folder), *words])
        return (status, *capsys.readouterr())

    return command


@pytest.fixture
def ready(run: Run, place: Place) -> Run:
    """The same, when there is a clinic in a register without encryption, which asks for no password."""
    register = Register(place)
    asyncio.run(make_clinic(register, name="Åsbo vårdcentral"))
    register.close()
    return run
