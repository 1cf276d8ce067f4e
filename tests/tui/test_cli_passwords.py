"""The command line and an encrypted register: who is named, and where the password comes from."""

import asyncio
import json
import os
import re
from contextlib import ExitStack, closing
from pathlib import Path
from uuid import UUID

import pytest

from models.commands.undo import UndoForm, undo
from models.commands.users import add_user, change_user, remove_user
from models.forms.user import NewUserForm, RemoveUserForm, UserForm
from models.ids import new_id
from models.keys import change_own_password, drop_keys, new_password_for, rotate_key
from models.register import Register
from models.rights import Role
from models.storage.backup import back_up
from models.storage.file import is_plain
from models.storage.place import Place
from models.storage.second_homes import Use, name_none, note_home
from tests.conftest import NOW
from tests.locked import PASSWORD, USER, door_at, make_locked_clinic, put_password
from tests.making import make_candidate
from tests.tui.conftest import Run
from tui.credentials import PASSWORD_FILE

INIT = ("init", "--region", "orebro", "--clinic", "Åsbo vårdcentral", "--listed", "8 200", "--chief", "Yrsa Öst")
GUNVORS = "gunvors egna fyra ord"


@pytest.fixture
def password_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file with the user's password, as a script would have it."""
    return put_password(tmp_path / "losenord", monkeypatch)


@pytest.fixture
async def locked(place: Place) -> Place:
    """An encrypted register with a clinic."""
    await make_locked_clinic(place)
    return place


async def test_what_is_not_open_to_a_user_is_refused_in_a_sentence(
    locked: Place, run: Run, password_file: Path, tmp_path: Path
) -> None:
    chief = door_at(locked).sign_in(USER, PASSWORD)
    new = NewUserForm(id=new_id(), name="Gunvor Tjärnstig", sign_in="gunvor", role=Role.SUPERVISOR)
    await chief.do(add_user, new)
    await new_password_for(chief, new.id, "handledarens eget ord")
    chief.close()
    password_file.write_text("handledarens eget ord")
    refused = await asyncio.to_thread(run, "export", "--user", "gunvor", "--to", str(tmp_path / "ut"))
    assert refused == (1, "", "Det här är bara för chef och ställföreträdare.\n")
    assert not (tmp_path / "ut").exists()


@pytest.mark.usefixtures("password_file")
async def test_check_tells_of_a_list_of_the_erased_that_somebody_else_has_written(locked: Place, run: Run) -> None:
    chief = door_at(locked).sign_in(USER, PASSWORD)
    key = await make_candidate(chief)
    chief.close()
    locked.erased.write_text(json.dumps({"raderade": [{"id": str(key), "dag": "2026-01-01"}]}))
    said = f"{locked.erased} säger att 1 person i registret är raderad, utan giltigt sigill. Ingen har raderats.\n"
    assert await asyncio.to_thread(run, "check", "--user", USER) == (1, said, "")


@pytest.mark.usefixtures("password_file")
def test_init_makes_a_register_that_is_encrypted_well_and_only_ours(run: Run, place: Place) -> None:
    status, out, err = run(*INIT)
    assert (status, err) == (0, "")
    assert f"Registret ligger i {place.folder}. Användarnamnet är Yrsa Öst.\n" in out
    assert re.search("[0-9A-Z]{5}(-[0-9A-Z]{5}){5}", out)
    assert not is_plain(place.file)
    assert run("check", "--user", "yrsa öst") == (0, "Registret är helt och stämmer.\n", "")
    if os.name == "posix":
        assert place.file.stat().st_mode & 0o077 == 0


async def with_gunvor_as(place: Place, role: Role) -> UUID:
    """A second user; what is said of their password is `GUNVORS`."""
    with closing(door_at(place).sign_in(USER, PASSWORD)) as chief:
        new = NewUserForm(id=new_id(), name="Gunvor Tjärnstig", sign_in="gunvor", role=role)
        await chief.do(add_user, new)
        await new_password_for(chief, new.id, GUNVORS)
    return new.id


@pytest.mark.parametrize("is_open", [False, True], ids=["closed", "open elsewhere"])
async def test_whoever_is_no_user_takes_no_copy_with_a_slot_that_was_left(
    locked: Place, run: Run, password_file: Path, tmp_path: Path, *, is_open: bool
) -> None:
    """As when the program is killed between the row of a user whose addition is undone, and the slot."""
    with ExitStack() as while_open:
        chief = while_open.enter_context(closing(door_at(locked).sign_in(USER, PASSWORD)))
        new = NewUserForm(id=new_id(), name="Gunvor Tjärnstig", sign_in="gunvor", role=Role.SUPERVISOR)
        await chief.do(add_user, new)
        await new_password_for(chief, new.id, GUNVORS)
        await chief.do(undo, UndoForm())
        if not is_open:
            while_open.close()
        password_file.write_text(GUNVORS)
        for where in ((), ("--to", str(tmp_path / "kopia.db"))):
            status, out, err = await asyncio.to_thread(run, "backup", "--user", "gunvor", *where)
            assert (status, out) == (1, "")
            assert err.startswith("Användaren finns inte längre")
        password_file.write_text(PASSWORD)
        assert (await asyncio.to_thread(run, "backup", "--user", USER, "--to", str(tmp_path / "hel.db")))[0] == 0
    assert not (tmp_path / "kopia.db").exists()


@pytest.mark.usefixtures("locked", "password_file")
def test_a_wrong_password_is_told_and_after_some_there_is_a_wait(run: Run, password_file: Path) -> None:
    password_file.write_text("fel lösenord")
    for _ in range(3):
        status, out, err = run("check", "--user", USER)
        assert (status, out) == (1, "")
        assert err == "Användarnamnet eller lösenordet är fel. Kontrollera caps lock och försök igen.\n"
    status, out, err = run("check", "--user", USER)
    assert (status, out) == (1, "")
    assert err.startswith("För många fel lösenord. Vänta ")


@pytest.mark.usefixtures("password_file")
def test_a_backup_is_made_and_brought_back_with_the_password(locked: Place, run: Run, tmp_path: Path) -> None:
    target = tmp_path / "kopia.db"
    assert run("backup", "--user", USER, "--to", str(target))[0] == 0
    assert not is_plain(target)
    locked.file.write_bytes(b"x" * 4096)
    status, out, err = run("restore", str(target), "--user", USER, "--yes")
    assert (status, err) == (0, "")
    assert out.startswith("Registret som ersätts kan inte läsas, och är inte jämfört")
    assert run("check", "--user", USER) == (0, "Registret är helt och stämmer.\n", "")


@pytest.mark.usefixtures("password_file")
async def test_a_backup_of_another_register_is_called_that_before_the_yes(
    locked: Place, run: Run, tmp_path: Path
) -> None:
    other, target = Place(tmp_path / "annat"), tmp_path / "kopia.db"
    await make_locked_clinic(other)
    with closing(door_at(other).sign_in(USER, PASSWORD)) as register:
        back_up(other.file, target, register.clock(), register.key)
    locked.file.unlink()
    restoring = "restore", str(target), "--user", USER
    told = "Kopian är av ett annat register än det som har legat här.\n"
    status, out, err = await asyncio.to_thread(run, *restoring)
    assert (status, out.startswith(told)) == (1, True)
    assert err == "Inget är återläst. --yes återläser utan att fråga.\n"
    assert not locked.file.exists()
    status, out, _err = await asyncio.to_thread(run, *restoring, "--yes")
    assert (status, out.startswith(told)) == (0, True)
    (aside,) = locked.backups.iterdir()
    assert f" Det förlorade registrets nyckelknippa sparas i 90 dagar i {aside}: " in out


@pytest.mark.usefixtures("password_file")
def test_a_backup_that_was_made_is_well_though_a_restore_took_the_second_folder(
    locked: Place, run: Run, tmp_path: Path
) -> None:
    with closing(door_at(locked).sign_in(USER, PASSWORD)) as chief:
        note_home(locked, chief.key, tmp_path / "minne" / "st-kollen", NOW)
        name_none(locked, chief.key, Use.DROPPED)
    status, out, err = run("backup", "--user", USER)
    assert (status, err) == (0, "")
    assert f"Efter återläsningen läggs inga säkerhetskopior i {tmp_path / 'minne'}: ange mappen igen" in out


async def test_a_handledare_restores_nothing(locked: Place, run: Run, password_file: Path, tmp_path: Path) -> None:
    await with_gunvor_as(locked, Role.SUPERVISOR)
    target = tmp_path / "kopia.db"
    assert (await asyncio.to_thread(run, "backup", "--user", USER, "--to", str(target)))[0] == 0
    password_file.write_text(GUNVORS)
    refused = (1, "", "Det här är bara för chef.\n")
    assert await asyncio.to_thread(run, "restore", str(target), "--user", "gunvor", "--yes") == refused


async def test_a_chief_of_then_who_is_removed_or_no_chief_now_does_not_take_the_register_back(
    locked: Place, run: Run, password_file: Path, tmp_path: Path
) -> None:
    gunvor = await with_gunvor_as(locked, Role.CHIEF)
    target = tmp_path / "kopia.db"
    assert (await asyncio.to_thread(run, "backup", "--user", USER, "--to", str(target)))[0] == 0
    password_file.write_text(GUNVORS)
    restore = ("restore", str(target), "--user", "gunvor", "--yes")
    with closing(door_at(locked).sign_in(USER, PASSWORD)) as chief:
        await chief.do(change_user, UserForm(id=gunvor, version=1, name="Gunvor", role=Role.DEPUTY))
    assert await asyncio.to_thread(run, *restore) == (1, "", "Det här är bara för chef.\n")
    with closing(door_at(locked).sign_in(USER, PASSWORD)) as chief:
        await chief.do(remove_user, RemoveUserForm(id=gunvor, version=2))
        await drop_keys(chief)
    before = locked.file.read_bytes()
    status, out, err = await asyncio.to_thread(run, *restore)
    assert (status, out, locked.file.read_bytes()) == (1, "", before)
    assert "ersätts bara av en chef i det, med sitt lösenord i dag" in err


async def test_a_backup_under_an_older_key_asks_for_the_password_of_its_day_too(
    locked: Place, run: Run, password_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "kopia.db"
    assert (await asyncio.to_thread(run, "backup", "--user", USER, "--to", str(target)))[0] == 0
    with closing(door_at(locked).sign_in(USER, PASSWORD)) as chief:
        await change_own_password(chief, PASSWORD, GUNVORS)
        rotate = await rotate_key(chief, GUNVORS)
    await asyncio.to_thread(rotate)
    password_file.write_text(GUNVORS)
    restore = ("restore", str(target), "--user", USER, "--yes")
    status, _out, err = await asyncio.to_thread(run, *restore)
    assert (status, err[:35]) == (1, "Användarnamnet eller lösenordet är ")
    monkeypatch.delenv(PASSWORD_FILE)
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    typed = iter([GUNVORS, PASSWORD])
    monkeypatch.setattr("tui.credentials.getpass", lambda _question: next(typed))
    monkeypatch.setattr("builtins.input", lambda _question: USER)
    status, out, err = await asyncio.to_thread(run, *restore)
    assert (status, err) == (0, "")
    assert "lösenord som de var när den gjordes" in out


@pytest.mark.usefixtures("password_file")
def test_a_plain_backup_takes_no_encrypted_registers_place(locked: Place, run: Run, tmp_path: Path) -> None:
    plain = Place(tmp_path / "annat")
    with closing(Register(plain)):
        pass
    before = locked.file.read_bytes()
    status, out, err = run("restore", str(plain.file), "--user", USER, "--yes")
    assert (status, out, locked.file.read_bytes(), locked.keyring.exists()) == (1, "", before, True)
    assert "är inte krypterad, men registret är det" in err
    assert "st-kollen --data MAPP restore" in err


async def test_where_the_register_is_gone_a_chief_of_the_backup_restores_it_and_a_handledare_does_not(
    locked: Place, run: Run, password_file: Path, tmp_path: Path
) -> None:
    await with_gunvor_as(locked, Role.SUPERVISOR)
    target = tmp_path / "kopia.db"
    assert (await asyncio.to_thread(run, "backup", "--user", USER, "--to", str(target)))[0] == 0
    locked.file.unlink()
    password_file.write_text(GUNVORS)
    refused = (1, "", "Det här är bara för chef.\n")
    assert await asyncio.to_thread(run, "restore", str(target), "--user", "gunvor") == refused
    assert not locked.file.exists()
    password_file.write_text(PASSWORD)
    assert (await asyncio.to_thread(run, "restore", str(target), "--user", USER))[0] == 0
    assert locked.file.exists()


@pytest.mark.usefixtures("locked")
@pytest.mark.parametrize(
    ("content", "mode", "message"),
    [
        (None, 0o600, "går inte att läsa."),
        (b"", 0o600, "har inget lösenord på första raden."),
        ("lösenord".encode("latin-1"), 0o600, "är inte sparad som UTF-8."),
        (b"fyra ord", 0o644, "kan läsas av andra på datorn. Rätta det med chmod 600."),
    ],
)
def test_a_password_file_that_cannot_be_used_is_bad_use(
    run: Run, password_file: Path, content: bytes | None, mode: int, message: str
) -> None:
    if content is None:
        password_file.unlink()
    else:
        password_file.write_bytes(content)
        password_file.chmod(mode)
    assert run("check", "--user", USER) == (
        2,
        "",
        f"{PASSWORD_FILE}: {password_file} {message} Se st-kollen --hjälp.\n",
    )


@pytest.mark.usefixtures("locked")
def test_without_a_file_and_a_terminal_it_says_what_is_needed(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(PASSWORD_FILE, raising=False)
    status, out, err = run("check", "--user", USER)
    assert (status, out) == (2, "")
    assert f"ange --user NAMN och {PASSWORD_FILE}, eller svara vid en terminal" in err
