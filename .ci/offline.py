"""Does what the README says of installing without internet, word for word; whatever differs ends it with status 1.

`uv run python .ci/offline.py`. The registry of packages is used where the README has internet, and nowhere else.
"""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic
from zipfile import ZipFile

from tests.terminal.program import SAVE, Program, sign_in
from tui.credentials import PASSWORD_FILE

ROOT = Path(__file__).parents[1]
PACKAGES = "st-kollen-paket"
USER, PASSWORD = "ylva", "fyra ord som inte hör ihop"
INIT = ["init", "--region", "orebro", "--clinic", "Lingonet", "--listed", "8200", "--chief", "Ylva", "--user", USER]
CANDIDATE = "Amina Öst"
NEXT_VERSION = "99.0.0"
SYSTEM = f"{sys.base_prefix}/bin:/usr/bin:/bin"  # a Python with pip, as people have it; ours has none
REFUSING = dict.fromkeys(("http_proxy", "https_proxy", "all_proxy"), "http://127.0.0.1:9")


class Different(Exception):
    """Something is not as the README says."""


class Computer:
    """A folder of somebody's own, and commands that run there with nothing else of ours around them."""

    def __init__(self, home: Path, env: dict[str, str], before: Sequence[str] = ()) -> None:
        self.home, self.env, self.before = home, env, list(before)
        home.mkdir(exist_ok=True)

    def run(self, command: str, *words: str) -> str:
        """What the command prints. Raises Different where it does not end well."""
        line = [*self.before, *command.split(), *words]
        done = subprocess.run(line, cwd=self.home, env=self.env, capture_output=True, encoding="utf-8", check=False)
        if done.returncode:
            raise Different(f"{command}: status {done.returncode}\n{done.stdout}{done.stderr}")
        return done.stdout

    def show(self, command: str) -> Program:
        """The program in a terminal."""
        return Program([*self.before, str(self.home / command)], self.home, (100, 30), self.env)


def main() -> int:
    """Gather, carry, install, use, upgrade; 0 when all of it went as the README says."""
    began = monotonic()
    with TemporaryDirectory(prefix="st-kollen-offline-") as scratch:
        try:
            _all_of_it(Path(scratch))
        except (Different, AssertionError) as wrong:
            _say(f"NOT AS THE README SAYS: {wrong}")
            return 1
    _say(f"as the README says, in {monotonic() - began:.0f} s")
    return 0


def _all_of_it(scratch: Path) -> None:
    (gather,), (make, install, start), for_windows = _instructions()
    connected = _connected(scratch / "connected")
    gathered = connected.home / PACKAGES
    connected.run(gather)
    _say(f"gathered {_measured(gathered)}")
    _holds_the_program(connected.home)

    station = _workstation(scratch / "workstation")
    shutil.move(gathered, station.home)
    station.run(make)
    station.run(install)
    station.run(start, "--help")
    station.run(start, *INIT)
    _use(station, start)
    _is_well(station, start)
    _say("installed, a clinic and a candidate entered")

    old = _set_version(connected.home, NEXT_VERSION)
    connected.run(gather)
    shutil.copytree(gathered, station.home / PACKAGES, dirs_exist_ok=True)
    _expect(station.run(start, "--version"), f"st-kollen {old}\n")
    station.run(install)
    _expect(station.run(start, "--version"), f"st-kollen {NEXT_VERSION}\n")
    _is_well(station, start)
    with closing(station.show(start)) as program:
        sign_in(program, USER, PASSWORD)
        program.sees("Lingonet", "Idag", CANDIDATE)
        _quit(program)
    _say(f"upgraded from {old} to {NEXT_VERSION}, the register is as it was")

    shutil.rmtree(gathered)
    for command in for_windows:
        connected.run(command)
    python = for_windows[-1].partition("--python-version ")[2].split()[0]
    alone = f"--no-index --find-links {PACKAGES} --python-platform windows --python-version {python}"
    Computer(connected.home, dict(os.environ)).run(f"uv pip install --dry-run --target windows {alone} st-kollen")
    _say(f"gathered for Windows, Python {python}: {_measured(gathered)}, and none is missing")


def _instructions() -> tuple[list[str], list[str], list[str]]:
    """The README's commands for Linux: to gather, to install and start, and to gather for Windows."""
    text = (ROOT / "README.md").read_text("utf-8")
    chapter = text[text.index("### Installera utan internet\n") : text.index("## What it is\n")]
    blocks = re.findall(r"```(sh|bat)\n(.*?)```", chapter, re.DOTALL)
    linux = [[line.strip() for line in body.splitlines() if line.strip()] for kind, body in blocks if kind == "sh"]
    windows = [line.strip() for kind, body in blocks if kind == "bat" for line in body.splitlines() if line.strip()]
    gather, install, for_windows = linux
    same = [line.replace("python3", "py").replace("/bin/", "\\Scripts\\") for line in install]
    _expect(windows, [line.replace("/", "\\") for line in same])
    return gather, install, for_windows


def _connected(home: Path) -> Computer:
    """A computer with internet and a copy of the project, so that nothing is left in ours."""
    shutil.copytree(ROOT, home, ignore=shutil.ignore_patterns(".*", "__pycache__", "dist", PACKAGES))
    return Computer(home, {**os.environ, "PATH": SYSTEM})


def _workstation(home: Path) -> Computer:
    """A computer without a network, and without any settings of pip's."""
    home.mkdir()
    password = home / "losenord"
    password.write_text(f"{PASSWORD}\n", encoding="utf-8")
    password.chmod(0o600)
    env = {"HOME": str(home), "PATH": SYSTEM, "LANG": "C.UTF-8", "PIP_CONFIG_FILE": os.devnull, **REFUSING}
    env[PASSWORD_FILE] = str(password)
    for before in (["unshare", "--net"], ["unshare", "--map-root-user", "--net"]):
        if shutil.which(before[0]) and not _routes(before):
            _say(f"the workstation has no network: {' '.join(before)}")
            return Computer(home, env, before)
    _say("no network of its own is permitted here (unshare): the workstation has a proxy that refuses everything")
    return Computer(home, env)


def _routes(before: Sequence[str]) -> list[str]:
    """The ways out of the computer."""
    table = subprocess.run([*before, "cat", "/proc/net/route"], capture_output=True, encoding="utf-8", check=False)
    return ["unknown"] if table.returncode else table.stdout.splitlines()[1:]


def _holds_the_program(project: Path) -> None:
    """The wheel has every file of the three packages, and nothing of the tests."""
    (wheel,) = (project / PACKAGES).glob("st_kollen-*.whl")
    files = (file for name in ("models", "screens", "tui") for file in (project / name).rglob("*") if file.is_file())
    ours = {file.relative_to(project).as_posix() for file in files}
    with ZipFile(wheel) as packed:
        found = {name for name in packed.namelist() if not name.endswith("/") and ".dist-info/" not in name}
    _expect(sorted(found ^ ours), [])
    kinds = {Path(name).suffix for name in found}
    _expect(sorted(kinds), [".py", ".sql", ".tcss", ".toml"])
    _say(f"the wheel has the {len(found)} files of the program, and no tests")


def _use(station: Computer, start: str) -> None:
    """Enter a candidate in the program itself."""
    with closing(station.show(start)) as program:
        sign_in(program, USER, PASSWORD)
        program.sees("Lingonet", "Idag", "Tryck n för att lägga till din första kandidat")
        program.type(f"n{CANDIDATE}{SAVE}")
        program.sees(f"Lade till {CANDIDATE}")
        _quit(program)


def _quit(program: Program) -> None:
    program.type("q")
    _expect(program.ended(), 0)


def _is_well(station: Computer, start: str) -> None:
    """The register lies where the README says, is whole, and has the candidate."""
    _expect((station.home / ".local/share/st-kollen/st-kollen.db").is_file(), True)
    _expect(station.run(start, "check", "--user", USER), "Registret är helt och stämmer.\n")
    station.run(start, "export", "--to", "ut", "--user", USER)
    _expect(CANDIDATE in (station.home / "ut" / "kandidater.csv").read_text("utf-8-sig"), True)


def _set_version(project: Path, version: str) -> str:
    """The version that it was."""
    file = project / "pyproject.toml"
    text = file.read_text("utf-8")
    old = str(tomllib.loads(text)["project"]["version"])
    file.write_text(text.replace(f'version = "{old}"', f'version = "{version}"', 1), encoding="utf-8")
    return old


def _measured(folder: Path) -> str:
    sizes = [file.stat().st_size for file in folder.iterdir()]
    return f"{len(sizes)} wheels, {sum(sizes) / 1e6:.1f} MB"


def _expect(found: object, expected: object) -> None:
    if found != expected:
        raise Different(f"expected {expected!r}, found {found!r}")


def _say(line: str) -> None:
    sys.stdout.write(f"offline: {line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
