"""The demos' files, lived through once in a test run: that takes longer than a test."""

from functools import cache
from pathlib import Path
from shutil import copy
from tempfile import TemporaryDirectory, mkdtemp

from models.demo.fill import open_demo
from models.demo.regions import OREBRO
from models.register import Register
from models.storage.backup import back_up
from models.storage.place import Place
from tests.conftest import NOW

_KEPT = TemporaryDirectory()


def put_demo(place: Place, region: str = OREBRO) -> None:
    """Let a folder hold the register of a demo."""
    place.folder.mkdir(parents=True, exist_ok=True)
    copy(_filled_once(region), place.file)


def open_filled(region: str = OREBRO) -> Register:
    """A demo as the program opens one, in a folder of its own."""
    place = Place(Path(mkdtemp(dir=_KEPT.name)))
    put_demo(place, region)
    return Register(place, lambda: NOW)


@cache
def _filled_once(region: str) -> Path:
    register = open_demo(lambda: NOW, region)
    try:
        return back_up(register.place.file, Path(_KEPT.name) / f"{region}.db", NOW)
    finally:
        register.close()
