"""What the command line is told of a user: the name by an option, the password by a file or at the terminal."""

import os
import stat
import sys
from collections.abc import Callable, Mapping
from getpass import getpass
from pathlib import Path

from tui import words
from tui.arguments import BadUse

PASSWORD_FILE = "ST_KOLLEN_PASSWORD_FILE"  # noqa: S105  a name, no password
_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def user_name(values: Mapping[str, str], usual: str = "") -> str:
    """The user name as it was given or is asked for. Raises BadUse where there is nobody to ask."""
    name = values.get(words.USER.name, usual)
    return name or _asked("Användarnamn: ", input)


def password() -> str:
    """The password in the file that the environment names, or as it is typed. Raises BadUse."""
    named = os.environ.get(PASSWORD_FILE)
    return _asked("Lösenord: ", getpass) if named is None else _read(Path(named))


def new_password() -> str:
    """A password that is being chosen: typed twice, or out of the file. Raises BadUse."""
    chosen = password()
    if PASSWORD_FILE not in os.environ and _asked("Samma en gång till: ", getpass) != chosen:
        raise BadUse("De två lösenorden är inte lika.")
    return chosen


def of_then(name: str, word: str) -> tuple[str, str]:
    """Who opens a backup that is not under the register's key, and how; a file has the same as for the register.

    Raises BadUse.
    """
    if PASSWORD_FILE in os.environ:
        return name, word
    sys.stdout.write(_THEN)
    sys.stdout.flush()
    return _asked("Användarnamn då: ", input), _asked("Lösenord då: ", getpass)


_THEN = """\
Kopian öppnas med användarnamn och lösenord som de var när den gjordes. Med återställningsnyckeln från den dagen \
lämnas användarnamnet tomt.
"""


def _read(file: Path) -> str:
    """The first line. A file that others on the computer can read protects nothing."""
    try:
        if os.name != "nt" and file.stat().st_mode & _OTHERS:
            raise BadUse(f"{PASSWORD_FILE}: {file} kan läsas av andra på datorn. Rätta det med chmod 600.")
        lines = file.read_text(encoding="utf-8-sig").splitlines()
    except OSError:
        raise BadUse(f"{PASSWORD_FILE}: {file} går inte att läsa.") from None
    except UnicodeDecodeError:
        raise BadUse(f"{PASSWORD_FILE}: {file} är inte sparad som UTF-8.") from None
    if not lines or not lines[0]:
        raise BadUse(f"{PASSWORD_FILE}: {file} har inget lösenord på första raden.")
    return lines[0]


def _asked(question: str, ask: Callable[[str], str]) -> str:
    if not sys.stdin.isatty():
        raise BadUse(f"Registret är krypterat: ange {words.USER} och {PASSWORD_FILE}, eller svara vid en terminal.")
    try:
        return ask(question)
    except EOFError:
        raise BadUse("Inget svar gavs.") from None
