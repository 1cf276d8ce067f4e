"""The files for studierektor: every column explained, every fact in its place, and all of them or none."""

import csv
import errno
from pathlib import Path

import pytest

from models.exchange import export
from models.exchange.candidates import CANDIDATES
from models.exchange.checklists import CHECKLISTS
from models.exchange.codebook import CODEBOOK, MANIFEST
from models.exchange.csv_file import write_csv
from models.exchange.export import Export, Written, export_all, manifest_of, whole_export
from models.exchange.table import Sheet
from models.faults import StorageFault
from models.register import Register
from models.rules.chain import EMPTY, ChainHead
from models.storage.manifest import Manifest
from models.storage.migrations import LATEST
from tests.conftest import NOW
from tests.making import make_candidate, make_clinic, mark, take_route

PROV = Export((Sheet("prov.csv", "Ett prov.", ("namn",), (("Åsa",), ("Örjan",))),), ChainHead(7, "f" * 64))


async def rows_of(register: Register, folder: Path, file: str, **choice: bool) -> list[dict[str, str]]:
    export_all(folder, await register.ask(whole_export, register.today, **choice), NOW)
    with (folder / file).open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines, delimiter=";"))


async def test_every_column_is_explained_and_nothing_else(register: Register, tmp_path: Path) -> None:
    await make_clinic(register)
    explained = await rows_of(register, tmp_path, "kodbok.csv", with_personnummer=True)
    columns = {(table.file, column.header) for table in (CANDIDATES, CHECKLISTS, CODEBOOK) for column in table.columns}
    assert {(row["fil"], row["kolumn"]) for row in explained if row["kolumn"]} == columns
    assert all(row["forklaring"] for row in explained)
    for table in (CANDIDATES, CHECKLISTS, CODEBOOK):
        headers = [column.header for column in table.columns]
        assert len(set(headers)) == len(headers)
        assert all(header.isascii() and header.replace("_", "a").isalnum() and header.islower() for header in headers)


async def test_a_candidate_is_one_row_in_swedish_order(register: Register, tmp_path: Path) -> None:
    await make_clinic(register)
    await make_candidate(register, name="Örjan Älvsby")
    key = await make_candidate(
        register, name="=Åsa Zetterö", phone="0701740641", trained_in="Syrien", has_at="nej", licence_on="2025-02-03"
    )
    await make_candidate(register, name="Bo Zackrisvik", phone="070-174 06 42")
    rows = await rows_of(register, tmp_path, "kandidater.csv")
    assert [row["namn"] for row in rows] == ["'=Åsa Zetterö", "Bo Zackrisvik", "Örjan Älvsby"]
    first = rows[0]
    assert first["id"] == str(key)
    assert (first["telefon"], first["at"], first["bt"]) == ("070 174 06 41", "nej", "")
    assert (first["legitimation_datum"], first["hindrar_nu"], first["hos_oss"]) == ("2025-02-03", "Välj väg", "ja")


async def test_personnummer_is_left_out_unless_asked_for(register: Register, tmp_path: Path) -> None:
    await make_clinic(register)
    await make_candidate(register, personnummer="19121212-1212")
    (row,) = await rows_of(register, tmp_path, "kandidater.csv")
    assert "personnummer" not in row
    assert "19121212" not in "".join(file.read_text() for file in tmp_path.glob("*.csv"))
    (row,) = await rows_of(register, tmp_path, "kandidater.csv", with_personnummer=True)
    assert row["personnummer"] == "19121212-1212"


async def test_a_step_is_one_row_with_what_was_recorded(register: Register, tmp_path: Path) -> None:
    await make_clinic(register)
    key = await make_candidate(register)
    await take_route(register, key, "privat_ovriga")
    day = register.today.isoformat()
    await mark(register, key, "kontakta_studierektor_privat", by="Elva Rimnäs", note="Ringde.\nOkej.")
    await mark(register, key, "samrad_privat", answers={"studierektorer": day, "halsoval": day})
    rows = {row["steg"]: row for row in await rows_of(register, tmp_path, "checklistor.csv")}
    contact = rows["kontakta_studierektor_privat"]
    assert (contact["lage"], contact["klart"], contact["av"]) == ("klart", day, "Elva Rimnäs")
    assert (contact["sparr"], contact["kraft"], contact["anteckning"]) == ("ja", "ska", "Ringde.\nOkej.")
    assert contact["regionpaket"].startswith("Region Örebro län, version")
    assert rows["samrad_privat"]["svar"] == f"Samråd med studierektorer: {day}; Samråd med Hälsoval: {day}"
    assert rows["godkannande"]["lage"] == "spärrat"
    assert rows["godkannande"]["sparras_av"]


async def test_an_empty_register_gives_headers_only(register: Register, tmp_path: Path) -> None:
    assert await rows_of(register, tmp_path, "kandidater.csv") == []


def test_the_preview_shows_cells_as_they_will_stand() -> None:
    sheet = Sheet("prov.csv", "Ett prov.", ("a", "b"), (("=1", True), ("x", None), ("y", 2)))
    assert sheet.preview(2) == (("'=1", "ja"), ("x", ""))


def test_a_new_folder_is_made_and_an_old_file_replaced(tmp_path: Path) -> None:
    folder = tmp_path / "till" / "studierektor"
    assert export_all(folder, PROV, NOW) == [Written(folder / "prov.csv", 2)]
    export_all(folder, Export((Sheet("prov.csv", "", ("namn",), ()),), EMPTY), NOW)
    assert (folder / "prov.csv").read_text("utf-8-sig") == "namn\n"
    assert {file.name for file in folder.iterdir()} == {"prov.csv", MANIFEST}


async def test_beside_them_lies_how_the_log_ended_and_no_name(register: Register, tmp_path: Path) -> None:
    await make_clinic(register)
    await make_candidate(register, name="Åsa Zetterö")
    export = await register.ask(whole_export, register.today)
    export_all(tmp_path, export, NOW)
    manifest = manifest_of(tmp_path)
    assert manifest == manifest_of(tmp_path / MANIFEST) == Manifest(NOW, manifest.program, LATEST, export.head)
    assert export.head.seq == 2
    assert "Zetter" not in (tmp_path / MANIFEST).read_text("utf-8")


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    file = tmp_path / "fil"
    file.touch()
    for folder in (file, file / "under"):
        with pytest.raises(StorageFault, match="är en fil, inte en mapp"):
            export_all(folder, PROV, NOW)


def test_a_folder_that_cannot_be_made() -> None:
    with pytest.raises(StorageFault, match="Mappen /proc/st-kollen kan inte skapas"):
        export_all(Path("/proc/st-kollen"), PROV, NOW)


def test_a_full_disk_leaves_the_old_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    export_all(tmp_path, PROV, NOW)
    before = {file.name: file.read_bytes() for file in tmp_path.iterdir()}

    def full(file: Path, header: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> None:
        write_csv(file, header, rows[:1])
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(export, "write_csv", full)
    with pytest.raises(StorageFault, match="Disken är full"):
        export_all(tmp_path, PROV, NOW)
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == before


def test_a_file_that_cannot_be_replaced_is_named(tmp_path: Path) -> None:
    (tmp_path / "prov.csv").mkdir()
    with pytest.raises(StorageFault, match=r"prov\.csv kan inte ersättas"):
        export_all(tmp_path, PROV, NOW)
    assert [file.name for file in tmp_path.iterdir()] == ["prov.csv"]
