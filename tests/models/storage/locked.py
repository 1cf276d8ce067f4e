"""An encrypted register for tests: a keyring that takes no time to open, two users, and names to look for."""

import os
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from uuid import UUID

from models.queries.candidates import candidate_lines
from models.queries.check import check_register
from models.register import Register
from models.storage.backup import verify
from models.storage.connection import connection
from models.storage.crypto import Cost
from models.storage.entry import begin
from models.storage.heads import kept_heads
from models.storage.keyring import Made, put_recovery_key, put_slot
from models.storage.keyring_text import write_keyring
from models.storage.passwords import new_recovery_key
from models.storage.place import Place
from tests.conftest import NOW
from tests.making import make_candidate, make_clinic, take_route

CHEAP = Cost(passes=1, lanes=1, memory=8)

YLVA, GUNVOR = UUID(int=1), UUID(int=2)
YLVA_TYPES = ("Ylva", "körsbär i snön")
GUNVOR_TYPES = ("gunvor.t", "tolv gula äpplen")

CLINIC, CHIEF = "Kråkvinkelns vårdcentral", "Ylvamari Sandåkersdotter"
PEOPLE = ("Zakarias Ängshammarström", "Öllegård Fjällbjörkhult", "Tindra Nattviolmark")
NAMES = (CLINIC, CHIEF, *PEOPLE)


@dataclass(frozen=True)
class Locked(Made):
    """And the text of the recovery key that is in force."""

    recovery_key: str = field(repr=False)


def for_two(made: Made) -> Locked:
    """A keyring that Ylva's is made into: with a slot for Gunvor too, and a recovery key."""
    both = put_slot(made.keyring, made.key, GUNVOR, *GUNVOR_TYPES, cost=CHEAP)
    recovery_key = new_recovery_key()
    return Locked(put_recovery_key(both, made.key, recovery_key, cost=CHEAP), made.key, recovery_key)


def make_locked(place: Place) -> Locked:
    """A keyring in a folder, with a slot each for Ylva and Gunvor; the register is made when it is opened."""
    place.folder.mkdir(parents=True, exist_ok=True)
    made = for_two(begin(place, YLVA, *YLVA_TYPES, cost=CHEAP))
    write_keyring(place.keyring, made.keyring)
    return made


def opened(place: Place, key: bytes | None) -> Register:
    """The register in a folder, on the day of the tests."""
    return Register(place, lambda: NOW, key)


async def fill(register: Register) -> None:
    """The clinic with its chief, who has a slot, and the people, each on their way."""
    await make_clinic(register, name=CLINIC, chief=CHIEF, user=str(YLVA))
    for name in PEOPLE:
        await take_route(register, await make_candidate(register, name=name), "privat_kand")


async def is_whole(place: Place, key: bytes | None) -> None:
    """Every page, every row and every person is there, and the log goes as far as is kept beside it."""
    register = opened(place, key)
    try:
        assert {line.name for line in await register.ask(candidate_lines)} == set(PEOPLE)
        heads, unreadable = kept_heads(place)
        assert (await register.ask(check_register, register.today, heads), unreadable) == ((), ())
    finally:
        register.close()
    verify(place.file, key)


def dump(file: Path, key: bytes | None) -> list[object]:
    """All that a file holds: what it is, its schema, and every row."""
    with connection(file, key) as there:
        schema = there.execute("SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name").fetchall()
        tables = [name for kind, name, _, _ in schema if kind == "table"]
        rows = [there.execute(f'SELECT * FROM "{name}" ORDER BY 1, 2').fetchall() for name in tables]  # noqa: S608
        marks = [there.execute(f"PRAGMA {name}").fetchone() for name in ("user_version", "application_id")]
    return [marks, schema, rows]


def fill_up(disk: Path, leaving: int = 0) -> Path:
    """Take the room that is left on a disk; the file that takes it."""
    filler = disk / "annat"
    with filler.open("wb", buffering=0) as file, suppress(OSError):
        while file.write(b"x" * 4096):
            pass
    os.truncate(filler, filler.stat().st_size - leaving)
    return filler


def readable(folder: Path, words: Sequence[str] = NAMES) -> set[str]:
    """The files in which a word, or part of a name, can be read."""
    contents = ((path.name, path.read_bytes()) for path in folder.rglob("*") if path.is_file())
    return {name for name, content in contents if any(text in content for text in _as_stored(tuple(words)))}


@cache
def _as_stored(words: tuple[str, ...]) -> list[bytes]:
    """Each way to store a part of a name; where a whole name stands, its parts do."""
    parts = {part for word in words for part in (word, *word.split()) if len(part) > 5}
    least = [part for part in parts if not any(other in part for other in parts - {part})]
    return [text.encode(code) for part in least for text in (part, part.lower()) for code in ("utf-8", "utf-16-le")]
