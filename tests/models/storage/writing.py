"""A program of its own that writes in copies of an encrypted register, and is killed in the middle, time after time.

It is made ready once and then forked: a kill costs what an opening costs, and not what starting a program does. Each
child first looks whether all that was acknowledged before it is there, and whole; then it saves and types for ever.
Registers are opened in children only: OpenSSL holds a lock while a thread that used it ends, and a child that is forked
just then would wait for ever.
"""

import asyncio
import os
import random
import select
import shutil
import signal
import sys
from contextlib import closing
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from uuid import UUID

import playhouse.sqlcipher_ext  # noqa: F401  as below, at the first opening

import models.commands.runner
import models.storage.rotation  # noqa: F401
from models.knowledge.packs import packs
from models.queries.check import check_register
from models.queries.drafts import draft_of
from models.records import Candidate, Checklist
from models.register import Register
from models.rights import for_everyone
from models.storage.backup import verify
from models.storage.entry import enter
from models.storage.migrations import built_anew
from models.storage.place import Place
from tests.making import make_candidate, take_route
from tests.models.storage.living import say
from tests.models.storage.locked import YLVA_TYPES, opened

KILLS_A_COPY = 5  # what is there is looked through after each: a copy that grew for ever would take longer each time
MOST_HEARD = 4  # a kill comes when so many more changes have been acknowledged, at most, and a moment later
WITHIN = 0.02  # seconds: about as long as the longest change, and as an opening
FORM = "kandidat:ny"
_WRITES = 0.8  # the others are killed while they open it


@dataclass
class Acknowledged:
    """What the register has said that it keeps, and how many more times it was killed before it could say so."""

    people: set[UUID] = field(default_factory=set)
    on_their_way: set[UUID] = field(default_factory=set)
    typed: int = 0
    kills: int = 0

    def hear(self, said: bytes) -> None:
        """Take in the whole lines of what a child has said."""
        for line in said[: said.rfind(b"\n") + 1].decode().splitlines():
            kind, _, what = line.partition(" ")
            if kind == "inlagd":
                self.people.add(UUID(what))
            elif kind == "väg":
                self.on_their_way.add(UUID(what))
            elif kind == "skrivet":
                self.typed = int(what)


@for_everyone
def _there() -> tuple[set[UUID], set[UUID]]:
    on_their_way = {row.candidate_id for row in Checklist.select(Checklist.candidate).where(Checklist.active)}
    return {row.id for row in Candidate.select(Candidate.id)}, on_their_way


async def look(register: Register, before: Acknowledged) -> int:
    """Raises AssertionError where anything acknowledged is missing or half there; how much of the draft there is."""
    assert register.lost <= 1, "the log is damaged"  # one may have been cut off as it was written
    verify(register.place.file, register.key)
    assert await register.ask(check_register, register.today) == ()
    people, on_their_way = await register.ask(_there)
    assert before.people <= people, "a candidate is gone"
    assert before.on_their_way <= on_their_way, "a route is gone"
    draft = await register.ask(draft_of, FORM)
    typed = 0 if draft is None else int(draft.values["note"])
    assert draft is None or draft.values["name"] == "x" * typed, "half a draft"
    assert before.typed <= typed <= before.typed + before.kills, "a draft is older than what was acknowledged"
    more = len(people - before.people) + len(on_their_way - before.on_their_way)
    assert more <= before.kills, "more is there than one change for each kill"
    return typed


async def write(register: Register, tell: int, before: Acknowledged) -> None:
    """When all has been looked at: save people and put them on their way, while a draft is typed.

    Each is told as soon as it is acknowledged.
    """
    typed = await look(register, before)
    os.write(tell, b"hel\n")
    await asyncio.gather(_save(register, tell), _type(register, tell, typed))


async def _save(register: Register, tell: int) -> None:
    while True:
        key = await make_candidate(register)
        os.write(tell, f"inlagd {key}\n".encode())
        await take_route(register, key, "privat_kand")
        os.write(tell, f"väg {key}\n".encode())


async def _type(register: Register, tell: int, typed: int) -> None:
    for length in count(typed + 1):
        await register.keep_draft(FORM, {"name": "x" * length, "note": str(length)})
        os.write(tell, f"skrivet {length}\n".encode())


def main(folder: Path, seed: int, times: int) -> None:
    """Copies lie beside the folder, one at a time; what was acknowledged in each is said."""
    chance = random.Random(seed)
    key = enter(Place(folder).file, *YLVA_TYPES).key
    verify(Place(folder).file, key)
    packs()
    built_anew()
    for number in range(times // KILLS_A_COPY):
        copy = folder.with_name(f"{folder.name}-{number}")
        shutil.copytree(folder, copy)
        known = Acknowledged()
        for _ in range(KILLS_A_COPY):
            known.kills += 1
            _killed(Place(copy), key, known, chance)
        _looked_at(Place(copy), key, known)
        say(f"{known.kills} {len(known.people)} {len(known.on_their_way)} {known.typed}")
        shutil.rmtree(copy)


def _looked_at(place: Place, key: bytes, known: Acknowledged) -> None:
    """A child that is let live, after the last kill."""
    child = os.fork()
    if child == 0:
        asyncio.run(_open_and_look(place, key, known))
        os._exit(0)
    assert os.waitpid(child, 0)[1] == 0, "the last kill has lost something"


async def _open_and_look(place: Place, key: bytes, known: Acknowledged) -> None:
    with closing(opened(place, key)) as register:
        await look(register, known)


def _killed(place: Place, key: bytes, known: Acknowledged, chance: random.Random) -> None:
    """A child that is killed at a random moment, sometimes before it has opened the register."""
    lifeline, held = os.pipe()
    hear, tell = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(lifeline)
        os.close(hear)
        os.umask(0o077)
        asyncio.run(write(opened(place, key), tell, known))
    os.close(held)
    os.close(tell)
    lines, heard = (1 + chance.randint(0, MOST_HEARD) if chance.random() < _WRITES else 0), b""
    while heard.count(b"\n") < lines and (said := os.read(hear, 4096)):
        heard += said
    select.select([lifeline], [], [], chance.uniform(0, WITHIN))  # until it ends, at most
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    assert status == signal.SIGKILL, "the child ended by itself"
    with os.fdopen(hear, "rb") as rest:
        known.hear(heard + rest.read())
    os.close(lifeline)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
