"""Registers to measure with: a small one through the real commands, and large ones copied from it row by row."""

import asyncio
import re
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from itertools import islice, product
from pathlib import Path
from uuid import UUID, uuid4

from models.forms.refusal import Refused
from models.knowledge.pack_places import builtin_pack_text, user_folder
from models.queries.today import today_items
from models.register import Register
from models.rules.routine import Standing
from models.storage.place import Place
from models.text import swedish_key
from tests.making import checklist_of, make_candidate, make_clinic, make_st_doctor, mark, take_route

SMALL, LONG = 28, 60
_EACH = 7  # in each region
_FIRST = (
    *(
        "Åsa",
        "Örjan",
        "Älva",
        "Signe",
        "Yonas",
        "Mehrnaz",
        "Tuva",
        "Hampus",
        "Noor",
        "Edvin",
        "Gunvor",
        "Elva",
        "Sixten",
    ),
    *(
        "Teo",
        "Rakel",
        "Viggo",
        "Ylva",
        "Amina",
        "Ludvig",
        "Saga",
        "Ibrahim",
        "Maj",
        "Folke",
        "Zara",
        "Per-Albin",
        "Dunja",
    ),
    *(
        "Holger",
        "Leila",
        "Ture",
        "Inga",
        "Emre",
        "Stina",
        "Kerstin",
        "Arvid",
        "Hedda",
        "Olle",
        "Petra",
        "Ragna",
        "Nils",
    ),
    *("Solveig", "Bahar", "Torsten", "Wilma", "Josef"),
)
_LAST = (
    *("Ängs", "Gran", "Löv", "Berg", "Åker", "Öster", "Sjö", "Skog"),
    *("Ek", "Alm", "Sten", "Häll", "Ros", "Norr", "Kvarn", "Lid"),
)
_ENDINGS = (
    *("by", "backe", "gren", "dal", "vik", "mark", "lund", "fors"),
    *("näs", "hage", "ström", "höjd", "åsen", "torp", "kil", "sund"),
)
_STRIDE = 2003  # a prime that does not divide the number of names: neighbours differ, and none comes twice
_ROUTES = {  # in the order that the clinic is moved from one region to the next: it ends in Örebro
    "ostergotland": ("rekrytering",),
    "vgr": ("ansokan",),
    "vastmanland": ("rekrytering",),
    "orebro": ("privat_kand", "privat_ovriga"),
}


def _names() -> Iterator[str]:
    every = [f"{first} {last}{ending}" for first, last, ending in product(_FIRST, _LAST, _ENDINGS)]
    return (every[at * _STRIDE % len(every)] for at in range(len(every)))


def make_small(place: Place) -> str:
    """A clinic with candidates on different steps of every region's routes. Answers whose name stands first on Idag."""
    return asyncio.run(_make_small(place))


async def _make_small(place: Place) -> str:
    register = Register(place)
    try:
        names = _names()
        for at, (region, routes) in enumerate(_ROUTES.items()):
            await make_clinic(register, region=region, version=at or None)
            if region == "vastmanland":
                await make_st_doctor(register, next(names), "-400")  # with duties that come back
            for number, name in enumerate(islice(names, _EACH - (region == "vastmanland"))):
                key = await make_candidate(register, name=name, interest_on=f"-{40 + number}", licence_on="-400")
                await take_route(register, key, routes[number % len(routes)], f"-{number}")
                await _walk(register, key, number % 6)
        return (await register.ask(today_items, register.today))[0].name
    finally:
        register.close()


async def _walk(register: Register, candidate: UUID, steps: int) -> None:
    """Mark the first steps that can be marked as done; those that ask for more are passed by."""
    for step in (await checklist_of(register, candidate)).steps[:steps]:
        if step.standing is Standing.READY:
            with suppress(Refused):
                await mark(register, candidate, step.key)


def make_long(folder: Path) -> tuple[Place, tuple[str, str]]:
    """A clinic in a region of its own with LONG steps, and the names of two who have them all on their checklists."""
    place = Place(folder)
    return place, asyncio.run(_make_long(place))


async def _make_long(place: Place) -> tuple[str, str]:
    user_folder().mkdir(parents=True)
    (user_folder() / "long.toml").write_text(_long_pack(), encoding="utf-8")
    register = Register(place)
    first, second = sorted(islice(_names(), 2), key=swedish_key)
    try:
        await make_clinic(register, region="long")
        for name in (first, second):
            key = await make_candidate(register, name=name)
            await take_route(register, key, "rekrytering")
            assert len((await checklist_of(register, key)).steps) == LONG
    finally:
        register.close()
    return first, second


def _long_pack() -> str:
    """The built-in pack with the longest list, with every step on it, and its last one over and over."""
    text = re.sub(r"^(applies|unless) = .*\n", "", builtin_pack_text("ostergotland"), flags=re.MULTILINE)
    text = text.replace('code = "ostergotland"', 'code = "long"')
    begins, count = text.rindex('[[steps]]\nkey = "'), text.count("[[steps]]")
    more = (text[begins:].replace('key = "', f'key = "mer_{number}_', 1) for number in range(LONG - count))
    return "\n".join((text, *more))


def make_large(small: Place, folder: Path, people: int) -> Place:
    """A copy of a small register in which everybody comes again, under new names, until they are so many."""
    folder.mkdir()
    large = Place(folder)
    shutil.copyfile(small.file, large.file)
    with closing(sqlite3.connect(large.file)) as plain, plain:
        plain.execute("CREATE TEMP TABLE twin (old TEXT, old_list TEXT, id TEXT, list TEXT, name TEXT)")
        pairs = plain.execute("SELECT candidate_id, id FROM checklist WHERE active").fetchall()
        rows = (
            (*pairs[at % len(pairs)], uuid4().hex, uuid4().hex, name)
            for at, name in enumerate(islice(_names(), len(pairs), people))
        )
        plain.executemany("INSERT INTO twin VALUES (?, ?, ?, ?, ?)", rows)
        _copy(plain, "candidate", "old", {"id": "twin.id", "name": "twin.name"})
        _copy(plain, "checklist", "old_list", {"id": "twin.list", "candidate_id": "twin.id"})
        _copy(plain, "step", "old_list", {"id": _step_id("id"), "checklist_id": "twin.list"}, by="checklist_id")
        new = {"candidate_id": "twin.id", "step_id": _step_id("step_id")}
        for table in ("summary", "open_step", "open_duty", "open_intake"):
            _copy(plain, table, "old", new, by="candidate_id")
    return large


def _step_id(column: str) -> str:
    """A step's new id, from its new list and its old id: the summary can name it without a look-up."""
    return f"substr(twin.list, 1, 16) || substr(old.{column}, 17)"


def _copy(plain: sqlite3.Connection, table: str, of: str, new: dict[str, str], by: str = "id") -> None:
    columns = [name for _at, name, *_rest in plain.execute(f"PRAGMA table_info({table})")]
    values = ", ".join(new.get(name, f"old.{name}") for name in columns)
    plain.execute(f"INSERT INTO {table} SELECT {values} FROM {table} old JOIN twin ON twin.{of} = old.{by}")  # noqa: S608
