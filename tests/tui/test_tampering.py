"""Whoever has a password opens the file with other tools and changes it: `st-kollen check` names what was done."""

import asyncio
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from models.rules.chain import EMPTY, LINKED, seal
from models.rules.chain_faults import moment
from models.storage.connection import connection
from models.storage.entry import enter
from models.storage.guards import log_rows
from models.storage.place import Place
from tests.conftest import NOW
from tests.locked import PASSWORD, USER, door_at, make_locked_clinic, put_password
from tests.making import make_candidate
from tui.main import main

CUT = "DELETE FROM audit_payload WHERE entry IN (SELECT id FROM audit WHERE seq > 3); DELETE FROM audit WHERE seq > 3"
CUT_WITH_PERSON = f"{CUT}; DELETE FROM candidate WHERE name = 'Åsa Alm'"  # noqa: S608
TIMES = {"then": moment(NOW.isoformat()), "later": moment((NOW + timedelta(minutes=1)).isoformat())}
Check = Callable[..., str]


async def add(place: Place, *names: str) -> None:
    with closing(door_at(place, lambda: NOW + timedelta(minutes=1)).sign_in(USER, PASSWORD)) as register:
        for name in names:
            await make_candidate(register, name=name)


@pytest.fixture
async def locked(place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Place:
    """An encrypted register whose log has four entries."""
    put_password(tmp_path / "losenord", monkeypatch)
    await make_locked_clinic(place, lambda: NOW)
    await add(place, "Amina Öst", "Bo Ek", "Åsa Alm")
    return place


@pytest.fixture
def check(locked: Place, capsys: pytest.CaptureFixture[str]) -> Check:
    """What `st-kollen check` says; all is well where it says nothing."""

    def said(*words: str) -> str:
        capsys.readouterr()
        status = main(["--data", str(locked.folder), "check", "--user", USER, *words])
        out, err = capsys.readouterr()
        assert (status, err) == (int(not out.startswith("Registret är helt och stämmer.\n")), "")
        return "" if status == 0 else out

    return said


def by_hand(place: Place, hand: str | Callable[[sqlite3.Connection], object]) -> None:
    """With the guards taken away, and put up again: whoever can write in the file can do that too."""
    with connection(place.file, enter(place.file, USER, PASSWORD).key) as opened:
        opened.execute("PRAGMA foreign_keys = on")  # else what hangs on a row is left, and the file is called damaged
        for name in log_rows():
            opened.execute(f"DROP TRIGGER {name}")
        if isinstance(hand, str):
            opened.executescript(hand)
        else:
            hand(opened)
        for sql in log_rows().values():
            opened.execute(sql)


def made_anew(opened: sqlite3.Connection) -> None:
    """Every link, without who did it: the chain is whole in itself."""
    previous = EMPTY.link
    for row in opened.execute(f"SELECT {', '.join(LINKED)} FROM audit ORDER BY seq").fetchall():  # noqa: S608
        values = dict(zip(LINKED, row, strict=True)) | {"previous": previous, "actor": None}
        previous = seal(values.values())
        new = (values["previous"], previous, values["seq"])
        opened.execute("UPDATE audit SET previous = ?, actor = NULL, link = ? WHERE seq = ?", new)


@pytest.mark.parametrize(
    ("hand", "said"),
    [
        (
            "UPDATE audit SET action = 'x' WHERE seq = 3",
            "Loggens post 3 ({later}) är ändrad sedan den skrevs.",
        ),
        (
            "DELETE FROM audit_payload WHERE entry = (SELECT id FROM audit WHERE seq = 2); "
            "DELETE FROM audit WHERE seq = 2",
            "Loggens post 2 (mellan {then} och {later}) är borttagen.",
        ),
        (
            "UPDATE audit_payload SET said = 'Inget.' WHERE said LIKE '%Bo Ek%'",
            "Loggens post 3 ({later}) säger något annat än när den skrevs.",
        ),
        (
            "UPDATE candidate SET phone = '112' WHERE name = 'Bo Ek'",
            "Bo Ek: Kandidatens uppgifter stämmer inte med loggen (Telefon).",
        ),
        (
            "DELETE FROM candidate WHERE name = 'Bo Ek'",
            "Bo Ek: Kandidatens uppgifter finns i loggen, men inte i registret.",
        ),
    ],
    ids=["a field", "a row in the middle", "what an entry says", "a record's field", "a record"],
)
def test_what_is_changed_or_deleted_is_named(locked: Place, check: Check, hand: str, said: str) -> None:
    assert check() == ""
    by_hand(locked, hand)
    assert said.format_map(TIMES) in check().splitlines()


@pytest.mark.parametrize("to", ["backup", "export"])
def test_a_tail_that_is_cut_off_shows_by_what_left_before(locked: Place, check: Check, tmp_path: Path, to: str) -> None:
    assert main(["--data", str(locked.folder), "export", "--user", USER, "--to", str(tmp_path / "ut")]) == 0
    if to == "backup":
        assert main(["--data", str(locked.folder), "backup", "--user", USER]) == 0
    by_hand(locked, CUT_WITH_PERSON)
    against = () if to == "backup" else ("--export", str(tmp_path / "ut"))
    said = check(*against)
    assert said.startswith(f"Loggen slutar med post 3 ({TIMES['later']}), men hade 4 poster enligt ")
    assert said.count("\n") == 1
    assert ("enligt säkerhetskopian st-kollen-" if to == "backup" else "enligt exporten från ") in said
    assert said.endswith(": slutet är borttaget.\n")


def test_without_anything_that_left_it_does_not_show(locked: Place, check: Check) -> None:
    """What no file can tell by itself, and the documentation says so."""
    by_hand(locked, CUT_WITH_PERSON)
    assert check() == ""


def test_a_log_made_anew_shows_by_an_export(locked: Place, check: Check, tmp_path: Path) -> None:
    assert main(["--data", str(locked.folder), "export", "--user", USER, "--to", str(tmp_path)]) == 0
    by_hand(locked, made_anew)
    assert check() == ""
    said = check("--export", str(tmp_path / "export.json"))
    assert said.startswith("Loggens post 4 är en annan än enligt exporten från ")
    assert said.endswith(": loggen är omskriven.\n")


def test_a_restore_since_the_export_is_told_with_it(locked: Place, check: Check, tmp_path: Path) -> None:
    assert main(["--data", str(locked.folder), "backup", "--user", USER, "--to", str(tmp_path / "kopia.db")]) == 0
    asyncio.run(add(locked, "Senare Tillkommen"))
    assert main(["--data", str(locked.folder), "export", "--user", USER, "--to", str(tmp_path)]) == 0
    assert check("--export", str(tmp_path)) == ""
    assert main(["--data", str(locked.folder), "restore", str(tmp_path / "kopia.db"), "--user", USER, "--yes"]) == 0
    assert check() == ""
    assert ", före återläsningen 20" in check("--export", str(tmp_path))


@pytest.mark.parametrize("content", [None, "{}", "7"])
def test_a_manifest_that_cannot_be_read_is_told(
    locked: Place, tmp_path: Path, content: str | None, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "export.json"
    if content is not None:
        file.write_text(content)
    assert main(["--data", str(locked.folder), "check", "--user", USER, "--export", str(tmp_path)]) == 1
    told = f"{file} saknas eller är skadad: kopians uppgifter kan inte läsas.\n"
    assert capsys.readouterr() == ("", told)
