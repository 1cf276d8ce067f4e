"""Other programs, killed programs, and what kind of file is left in the folder."""

import os
import random
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from uuid import UUID

import pytest

from models.faults import StorageFault
from models.queries.candidates import candidate_lines
from models.queries.check import check_register
from models.register import Register
from models.storage.backup import verify
from models.storage.place import Place
from tests.conftest import NOW
from tests.making import make_clinic
from tests.models.storage.locked import make_locked, opened

ROOT = Path(__file__).parents[3]


@contextmanager
def living(what: str, folder: Path) -> "Iterator[subprocess.Popen[str]]":
    """The other program; it is killed when the test is done with it."""
    command = [sys.executable, "-m", "tests.models.storage.living", what, str(folder)]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=ROOT, umask=0o077, encoding="utf-8", stdin=pipe, stdout=pipe) as program:
        try:
            yield program
        finally:
            program.kill()


def heard(program: "subprocess.Popen[str]", lines: int) -> list[str]:
    """So many lines, and after a kill whatever more had been said."""
    assert program.stdout is not None
    said = [program.stdout.readline() for _ in range(lines)]
    program.kill()
    return [line.strip() for line in (*said, *program.stdout) if line.endswith("\n")]


@pytest.mark.parametrize("lines", [1, 40])
async def test_everything_acknowledged_survives_kill_9(tmp_path: Path, lines: int) -> None:
    place = Place(tmp_path)
    with living("write", tmp_path) as program:
        acknowledged = {UUID(line) for line in heard(program, lines)}
    assert len(acknowledged) >= lines
    register = Register(place, lambda: NOW)
    try:
        there = {line.id for line in await register.ask(candidate_lines)}
        assert acknowledged <= there
        assert len(there - acknowledged) <= 1
        assert await register.ask(check_register, register.today) == ()
    finally:
        register.close()
    verify(place.file)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the other program forks")
async def test_nothing_is_lost_or_half_there_after_200_kills_while_an_encrypted_register_is_written(
    tmp_path: Path,
) -> None:
    """Changes and a draft, killed at random moments, each time looked through before it goes on.

    The seed is told where it fails; `ST_KOLLEN_SEED` repeats it.
    """
    place, kills = Place(tmp_path / "register"), 200
    with closing(opened(place, make_locked(place).key)) as register:
        await make_clinic(register)
    seed = os.environ.get("ST_KOLLEN_SEED") or str(random.randrange(2**32))
    command = [sys.executable, "-m", "tests.models.storage.writing", str(place.folder), seed, str(kills)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False, timeout=300)
    assert done.returncode == 0, f"ST_KOLLEN_SEED={seed}\n{done.stderr}"
    counted = [map(int, line.split()) for line in done.stdout.splitlines()]
    killed, saved, on_their_way, typed = map(sum, zip(*counted, strict=True))
    assert killed == kills
    assert min(saved, on_their_way, typed) > kills / 10, "too little was written to be lost"


@pytest.mark.parametrize("lines", [1, 2, 3, 5])
async def test_no_half_register_is_left_by_a_kill_while_it_is_made(tmp_path: Path, lines: int) -> None:
    with living("make", tmp_path) as program:
        last = heard(program, lines)[-1]
    place = Place(tmp_path / last)
    if place.file.exists():
        verify(place.file)
    register = Register(place, lambda: NOW)
    try:
        assert await register.ask(candidate_lines) == ()
    finally:
        register.close()
    assert {path.name for path in place.folder.iterdir()} <= {"st-kollen.db", "st-kollen.lock"}


def test_a_second_program_is_told_who_has_it_open_and_since_when(tmp_path: Path) -> None:
    with living("hold", tmp_path) as program:
        assert program.stdout is not None
        assert program.stdout.readline() == "öppet\n"
        since = f"{NOW.astimezone():%Y-%m-%d kl. %H.%M}"
        with pytest.raises(StorageFault, match=rf"redan öppet: .+, sedan {since}\. Stäng det programmet först"):
            Register(Place(tmp_path))
        program.kill()
        program.wait()
        Register(Place(tmp_path)).close()


def test_files_and_folders_are_for_ourselves_only(tmp_path: Path) -> None:
    folder = tmp_path / "ny" / "mapp"
    with living("hold", folder) as program:
        assert program.stdout is not None
        assert program.stdout.readline() == "öppet\n"
        files = {path.name for path in folder.iterdir()}
        assert {"st-kollen.db", "st-kollen.lock", "st-kollen.oppen"} <= files
        assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_without_permission_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "låst"
    folder.mkdir(0o500)
    with pytest.raises(StorageFault, match="går inte att skriva i"):
        Register(Place(folder))
