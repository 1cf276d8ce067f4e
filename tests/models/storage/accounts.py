"""What one account of the computer does in a folder that it shares, as a process of its own: PART, USER, FOLDER."""

import asyncio
import os
import signal
import sys
from contextlib import closing, suppress
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from models.faults import WrongPassword
from models.queries.candidates import candidate_lines
from models.storage.backup import back_up
from models.storage.entry import enter
from models.storage.place import Place
from models.storage.rotation import rotate
from models.storage.tries import TriesAt
from tests.conftest import NOW
from tests.making import make_candidate
from tests.models.storage.locked import GUNVOR, GUNVOR_TYPES, PEOPLE, YLVA_TYPES, fill, make_locked, opened

GROUP = 61_000


def begin(place: Place, *, dies: bool = False) -> None:
    """A register, a backup, and a wrong password."""
    made = make_locked(place)
    with closing(opened(place, made.key)) as register:
        asyncio.run(fill(register))
        back_up(place.file, place.backups / "kopia.db", NOW, made.key)
        with suppress(WrongPassword), TriesAt(place).counted(NOW):
            enter(place.file, YLVA_TYPES[0], "fel lösenord")
        if dies:
            os.kill(os.getpid(), signal.SIGKILL)


def begin_and_die(place: Place) -> None:
    """The same, killed with all of it open."""
    begin(place, dies=True)


def go_on(place: Place) -> None:
    """A change, a backup, one backup fewer, and a new key without one of the users."""
    with TriesAt(place).counted(NOW):
        key = enter(place.file, *YLVA_TYPES).key
    assert not place.tries.exists()
    with closing(opened(place, key)) as register:
        assert {line.name for line in asyncio.run(register.ask(candidate_lines))} == set(PEOPLE)
        asyncio.run(make_candidate(register, name="Kerstin Lillån"))
        back_up(place.file, place.backups / "kopia 2.db", NOW + timedelta(days=1), key)
    (place.backups / "kopia.db").unlink()
    rotate(place, key, without=GUNVOR)


def come_back(place: Place) -> None:
    """What the other one did is there."""
    with closing(opened(place, enter(place.file, *YLVA_TYPES).key)) as register:
        assert len(asyncio.run(register.ask(candidate_lines))) == len(PEOPLE) + 1
    try:
        enter(place.file, *GUNVOR_TYPES)
    except WrongPassword:
        return
    raise AssertionError("Gunvor was removed")


def main(part: str, user: int, folder: Path) -> None:
    """Do a part as a user. It is tried out first: Python and the program may be closed to others than root."""
    with TemporaryDirectory() as scratch:
        for work in (begin, go_on, come_back):
            work(Place(Path(scratch)))
    os.setgroups([GROUP])
    os.setgid(user)
    os.setuid(user)
    os.umask(0o077)
    {"begin_and_die": begin_and_die, "go_on": go_on, "come_back": come_back}[part](Place(folder))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]))
