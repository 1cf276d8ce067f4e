"""The user's own packs: they join the built-in ones, go before them, and stop nothing when they are broken or gone."""

import sys
from pathlib import Path
from uuid import UUID

import pytest

from models.commands.clinic import save_clinic
from models.forms.clinic import ClinicForm
from models.forms.refusal import Refused, read_form
from models.knowledge.missing_pack import PACK_MISSING, has_pack
from models.knowledge.pack_places import builtin_codes, user_folder
from models.knowledge.pack_reader import builtin_pack_text
from models.knowledge.packs import _read, find_pack, own_packs, pack_text, packs
from models.queries.candidates import candidate_lines
from models.queries.check import check_register
from models.queries.checklist import checklist_view
from models.queries.export import candidate_rows, step_rows
from models.queries.person import person_view
from models.queries.regions import region_names
from models.queries.room import clinic_room
from models.queries.today import today_items
from models.register import Register
from models.storage.place import Place
from tests.locked import put_password
from tests.making import make_candidate, make_clinic, mark, take_route
from tests.models.knowledge.norrback import norrback
from tests.own_packs import put_pack, remove_pack
from tui.main import main


@pytest.mark.skipif(sys.platform != "linux", reason="the folder of Linux")
def test_the_folder_is_that_of_the_readme(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    assert user_folder() == tmp_path / "st-kollen" / "regioner"


def test_without_a_folder_there_are_the_built_in_packs() -> None:
    assert not user_folder().exists()
    assert list(packs()) == list(builtin_codes())
    assert own_packs().broken == ()
    assert find_pack("norrback") is None
    with pytest.raises(KeyError):
        pack_text("norrback")


def test_an_own_pack_joins_in_the_order_of_the_codes() -> None:
    put_pack(norrback(), "min region.toml")
    assert list(packs()) == sorted([*builtin_codes(), "norrback"])
    assert pack_text("norrback") == norrback()
    assert region_names()["norrback"] == "Region Norrbäck (egen)"
    assert region_names()["vgr"] == "Västra Götalandsregionen"
    assert has_pack("norrback")


def test_an_own_pack_goes_before_a_built_in_one() -> None:
    put_pack(builtin_pack_text("vgr").replace('version = "2"', 'version = "2b"'), "vgr.toml")
    assert packs()["vgr"].version == "2b"
    assert region_names()["vgr"] == "Västra Götalandsregionen (egen)"
    assert len(packs()) == len(builtin_codes())


def test_files_are_read_once_and_anew_at_the_next_start() -> None:
    file = put_pack(norrback(), "n.toml")
    first = packs()["norrback"]
    file.write_text(norrback().replace("2026-1", "2026-2"), encoding="utf-8")
    assert packs()["norrback"] is first
    _read.cache_clear()
    assert packs()["norrback"].version == "2026-2"


def test_what_is_broken_is_left_out_and_named() -> None:
    put_pack(norrback().replace('force = "ska"', 'force = "måste"'), "a.toml")
    put_pack("", "b.toml")
    put_pack(norrback(), "c.toml")
    put_pack(norrback(), "d.toml")
    put_pack("x", ".dold.toml")
    put_pack("x", "anteckning.txt")
    (user_folder() / "e.toml").mkdir()
    (user_folder() / "f.toml").write_bytes(norrback().encode("cp1252"))
    (user_folder() / "g.toml").symlink_to("finns-inte.toml")
    _read.cache_clear()
    assert "norrback" in packs()
    said = {error.name: str(error.faults[0]) for error in own_packs().broken}
    assert list(said) == ["a.toml", "b.toml", "d.toml", "e.toml", "f.toml", "g.toml"]
    assert said["b.toml"] == "Filen är tom."
    assert said["d.toml"] == "rad 2: överst i filen, code: ”norrback” finns redan i c.toml"
    assert said["e.toml"] == said["g.toml"] == "Filen går inte att läsa."
    assert said["f.toml"].startswith(
        "rad 3, kolumn 21: överst i filen, name: texten är inte sparad som UTF-8: välj UTF-8 när filen sparas"
    )


def test_a_folder_that_is_none_is_named() -> None:
    user_folder().parent.mkdir(parents=True)
    user_folder().write_text("x")
    _read.cache_clear()
    assert list(packs()) == list(builtin_codes())
    assert [str(error.faults[0]) for error in own_packs().broken] == ["Mappen går inte att läsa."]


def test_regions_list_shows_own_packs_and_what_is_wrong(capsys: pytest.CaptureFixture[str]) -> None:
    put_pack(norrback(), "n.toml")
    put_pack(norrback().replace('force = "ska"', 'force = "måste"'), "trasig.toml")
    assert main(["regions", "list"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert "norrback      Region Norrbäck (egen), version 2026-1" in lines
    assert lines[-1].startswith("trasig.toml kan inte användas: rad 133: steps.anmal, force: väntade ska, bör, kan")
    assert lines[-1].endswith("och 9 fel till")
    assert len(lines) == len(builtin_codes()) + 2


def test_init_takes_an_own_region(
    place: Place, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    put_password(tmp_path / "losenord", monkeypatch)
    words = [
        "--data",
        str(place.folder),
        "init",
        "--region",
        "norrback",
        "--clinic",
        "Å",
        "--listed",
        "5",
        "--chief",
        "Y",
    ]
    assert main(words) == 2
    assert "regionen finns inte" in capsys.readouterr().err
    put_pack(norrback(), "n.toml")
    assert main(words) == 0
    assert "Lade in Å, Region Norrbäck." in capsys.readouterr().out


# The pack of the clinic's region, taken away


async def lived_in_norrback(register: Register) -> tuple[UUID, UUID]:
    """One who has a checklist, and one who has none yet."""
    await make_clinic(register, region="norrback")
    begun = await make_candidate(register, name="Börjad", known_in_region="ja", has_at="ja")
    await take_route(register, begun, "kand")
    return begun, await make_candidate(register, name="Ny")


async def test_a_region_of_the_users_own_is_walked_in_the_program(register: Register) -> None:
    put_pack(norrback(), "n.toml")
    begun, _ = await lived_in_norrback(register)
    for step in ("anmal", "godkann"):
        await mark(register, begun, step)
    await mark(register, begun, "annons", answers={"ut": "2026-11-01", "sista_dag": "2026-11-15"})
    await mark(register, begun, "intervju", answers={"studierektor": "ja"})
    view = await register.ask(person_view, begun, register.today)
    assert view is not None and view.hindrance is not None
    assert view.hindrance.key == "avtal"
    await mark(register, begun, "avtal", answers={"dag": "2026-11-20", "avtal": "2026-11-20", "avtal_plats": "pärmen"})
    view = await register.ask(person_view, begun, register.today)
    assert view is not None
    assert view.st_since is not None
    assert await register.ask(check_register, register.today) == ()


async def test_checklists_live_on_when_the_pack_is_gone(register: Register) -> None:
    file = put_pack(norrback(), "n.toml")
    begun, new = await lived_in_norrback(register)
    remove_pack(file)
    today = register.today
    view = await register.ask(checklist_view, begun, today)
    assert view is not None
    assert view.region == "Region Norrbäck"
    await mark(register, begun, "anmal")
    items = {item.name: item.step for item in await register.ask(today_items, today)}
    assert items == {"Börjad": "Godkänn behovet", "Ny": PACK_MISSING}
    lines = {line.name: line.step for line in await register.ask(candidate_lines)}
    assert lines == {"Börjad": "Godkänn behovet", "Ny": PACK_MISSING}
    person = await register.ask(person_view, new, today)
    assert person is not None
    assert person.routes == ()
    assert person.verdict is not None  # what holds in all of Sweden is still weighed
    assert len(await register.ask(candidate_rows, today)) == 2
    assert await register.ask(step_rows, today)
    room = await register.ask(clinic_room)
    assert room is not None
    assert "norrback" in room.rule
    (fault,) = await register.ask(check_register, today)
    assert fault.startswith("Regionpaketet för ”norrback” saknas eller kan inte användas.")
    with pytest.raises(Refused, match="saknas"):
        await take_route(register, new, "kand")


async def test_all_is_well_again_when_the_pack_is_back(register: Register) -> None:
    file = put_pack(norrback(), "n.toml")
    _, new = await lived_in_norrback(register)
    remove_pack(file)
    await make_candidate(register, name="Senare")
    put_pack(norrback(), "n.toml")
    assert await register.ask(check_register, register.today) == ()
    await take_route(register, new, "kand")


async def test_the_clinic_can_be_changed_while_its_pack_is_gone(register: Register) -> None:
    file = put_pack(norrback(), "n.toml")
    await make_clinic(register, region="norrback")
    remove_pack(file)
    raw = {"name": "Nytt namn", "region": "norrback", "private": "privat", "listed": "900", "chief": "Y", "version": 1}
    await register.do(save_clinic, read_form(ClinicForm, raw, register.today))
    with pytest.raises(Refused, match="finns inte"):
        await register.do(save_clinic, read_form(ClinicForm, raw | {"region": "annan", "version": 2}, register.today))
    await register.do(save_clinic, read_form(ClinicForm, raw | {"region": "vgr", "version": 2}, register.today))
