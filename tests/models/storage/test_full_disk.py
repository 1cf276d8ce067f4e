"""The disk becomes full in the middle: it is told, nothing is half written, and with room again it goes on."""

from collections.abc import AsyncIterator, Iterable
from contextlib import closing
from pathlib import Path

import pytest

pytest.importorskip("resource", reason="needs a limit on the size of files")

from models.commands.candidates import save_candidate
from models.exchange.export import export_all, whole_export
from models.faults import StorageFault
from models.forms.candidate import CandidateForm
from models.forms.refusal import read_form
from models.ids import new_id
from models.queries.candidates import candidate_lines
from models.queries.check import check_register
from models.queries.drafts import draft_of
from models.register import Register
from models.storage.backup import back_up, verify
from models.storage.place import Place
from tests.conftest import NOW
from tests.little_room import no_file_beyond
from tests.making import make_candidate
from tests.models.storage.locked import PEOPLE, fill, make_locked, opened

TOLD = r"Disken är full\. Inget skrevs\. Frigör utrymme|med ett fel\. Inget sparades\. Den kan vara full .+ försök igen"


@pytest.fixture
async def filled(place: Place) -> AsyncIterator[Register]:
    """An encrypted register with people in it, open."""
    with closing(opened(place, make_locked(place).key)) as register:
        await fill(register)
        yield register


def log_of(register: Register) -> Path:
    return register.place.file.with_name("st-kollen.db-wal")


def named(register: Register, name: str) -> CandidateForm:
    return read_form(CandidateForm, {"id": new_id(), "name": name}, register.today)


async def names(register: Register) -> set[str]:
    return {line.name for line in await register.ask(candidate_lines)}


@pytest.mark.parametrize("room", [0, 1, 24, 4_000, 8_300, 20_000])
async def test_in_a_save(filled: Register, room: int) -> None:
    form = named(filled, "Senare Tillkommen")
    with no_file_beyond(log_of(filled).stat().st_size + room):
        with pytest.raises(StorageFault, match=TOLD):
            await filled.do(save_candidate, form)
        with pytest.raises(StorageFault, match=TOLD):
            await filled.keep_draft("kandidat:ny", {"name": "x" * 30_000})
        assert await names(filled) == set(PEOPLE)
        assert await filled.ask(draft_of, "kandidat:ny") is None
        assert await filled.ask(check_register, filled.today) == ()
    await filled.do(save_candidate, form)
    await filled.keep_draft("kandidat:ny", {"name": "x"})
    assert await names(filled) == {*PEOPLE, "Senare Tillkommen"}
    assert await filled.ask(check_register, filled.today) == ()


async def test_when_what_was_saved_is_to_be_folded_into_the_file(place: Place) -> None:
    """It is left where it is, and folded in by the next program."""
    register = opened(place, make_locked(place).key)
    await fill(register)
    with no_file_beyond(place.file.stat().st_size):
        register.close()
    assert log_of(register).stat().st_size > 0
    with closing(opened(place, register.key)) as again:
        assert await names(again) == set(PEOPLE)
        assert await again.ask(check_register, again.today) == ()
    assert not log_of(again).exists()
    verify(place.file, register.key)


def parts_of(size: int) -> Iterable[int]:
    return (size * part // 5 for part in range(5))


async def test_in_a_backup(filled: Register, tmp_path: Path) -> None:
    folder = tmp_path / "kopior"
    size = back_up(filled.place.file, tmp_path / "hel.db", NOW, filled.key).stat().st_size
    for room in (*parts_of(size), size - 1):
        with no_file_beyond(room), pytest.raises(StorageFault, match=TOLD):
            back_up(filled.place.file, folder / "kopia.db", NOW, filled.key)
        assert not folder.exists() or list(folder.iterdir()) == []
    verify(back_up(filled.place.file, folder / "kopia.db", NOW, filled.key), filled.key)
    await make_candidate(filled)
    assert await filled.ask(check_register, filled.today) == ()


async def test_in_an_export(filled: Register, tmp_path: Path) -> None:
    folder = tmp_path / "ut"
    export_all(folder, await filled.ask(whole_export, filled.today), NOW)
    before = {file.name: file.read_bytes() for file in folder.iterdir()}
    await make_candidate(filled)
    export = await filled.ask(whole_export, filled.today)
    for room in parts_of(max(map(len, before.values()))):
        with no_file_beyond(room), pytest.raises(StorageFault, match=TOLD):
            export_all(folder, export, NOW)
        assert {file.name: file.read_bytes() for file in folder.iterdir()} == before
    export_all(folder, export, NOW)
    assert {file.name for file in folder.iterdir()} == before.keys()
    assert (folder / "kandidater.csv").read_bytes() != before["kandidater.csv"]


async def test_in_an_export_to_a_disk_that_is_really_full(filled: Register, small_disk: Path) -> None:
    (small_disk / "annat").write_bytes(b"x" * (2 * 1024 * 1024 - 12 * 1024))
    export = await filled.ask(whole_export, filled.today)
    with pytest.raises(StorageFault, match=r"Disken är full\. Inget skrevs"):
        export_all(small_disk / "ut", export, NOW)
    assert list((small_disk / "ut").iterdir()) == []
    (small_disk / "annat").unlink()
    assert len(export_all(small_disk / "ut", export, NOW)) == len(export.sheets)
