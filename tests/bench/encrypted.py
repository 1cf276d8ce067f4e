"""What encryption costs: signing in, and reading beside the same register in plain."""

import asyncio
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

from models.ids import new_id
from models.queries.candidates import candidate_lines
from models.queries.today import today_items
from models.register import Register
from models.storage.backup import verify
from models.storage.keyring import make_keyring
from models.storage.keyring_text import write_keyring
from models.storage.place import Place
from models.storage.rekeyed import rekey
from tests.bench.pty_run import ROOT, environment
from tests.bench.table import Row, beside, most

_TYPES = ("ylva", "körsbär i snön")
_PASSES, _SIGN_INS, _READS = 3, 7, 7


def make_encrypted(plain: Place, folder: Path) -> tuple[Place, bytes]:
    """An encrypted copy of a closed register, under a password that costs what passwords do; and its key."""
    folder.mkdir()
    place, made = Place(folder), make_keyring(new_id(), *_TYPES)
    shutil.copyfile(plain.file, place.file)
    write_keyring(place.keyring, made.keyring)
    rekey(place.file, None, made.key)
    return place, made.key


def measure(plain: Place, people: int, encrypted: Place, key: bytes) -> Iterator[Row]:
    """Signing in, and the same questions to both in turn."""
    yield most(
        "Signing in: from the password to an open register", [[_sign_in(encrypted) for _ in range(_SIGN_INS)]], 500
    )
    shown = f"{people:,}".replace(",", " ")
    ours, bare = _asked((encrypted, key), (plain, None))
    for question, secret, open_ in zip(("The list", "Idag"), ours, bare, strict=True):
        yield beside(f"{question} read encrypted, beside plain, {shown} candidates", secret, open_)
    yield beside(f"The whole file verified, {shown} candidates", _verified(encrypted, key), _verified(plain, None))


def _sign_in(place: Place) -> float:
    command = (sys.executable, "-m", "tests.bench.unlocking_once", str(place.folder), *_TYPES)
    done = subprocess.run(command, cwd=ROOT, env=environment(), capture_output=True, text=True, check=True)
    return float(done.stdout)


def _asked(*registers: tuple[Place, bytes | None]) -> list[list[list[float]]]:
    """For each register, for each question, the seconds of its answers."""
    taken: list[list[list[float]]] = [[[], []] for _ in registers]
    for _ in range(_PASSES):
        for (place, key), seconds in zip(registers, taken, strict=True):
            for series, new in zip(seconds, asyncio.run(_questions(place, key)), strict=True):
                series.extend(new)
    return taken


async def _questions(place: Place, key: bytes | None) -> tuple[list[float], list[float]]:
    register = Register(place, key=key)
    listed, due = [], []
    try:
        for _ in range(_READS):
            began = perf_counter()
            await register.ask(candidate_lines)
            between = perf_counter()
            await register.ask(today_items, register.today)
            listed.append(between - began)
            due.append(perf_counter() - between)
    finally:
        register.close()
    return listed, due


def _verified(place: Place, key: bytes | None) -> list[float]:
    seconds = []
    for _ in range(_READS):
        began = perf_counter()
        verify(place.file, key)
        seconds.append(perf_counter() - began)
    return seconds
