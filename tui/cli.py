"""The command line without the screen: prints what a command answers, and one Swedish sentence where it cannot."""

import sys
from collections.abc import Iterable
from io import TextIOWrapper

from models.faults import NoLongerUser
from models.storage.faults import explain
from models.text import clean
from tui.arguments import Asked, BadUse
from tui.streams import give_up
from tui.words import PROGRAM, VERSION, help_text

_DONE, _WRONG, _BAD_USE = 0, 1, 2


def carry_out(asked: Asked) -> int:
    """Carry out a command, or print the help or the version, and return the exit status."""
    _print_anything()
    if VERSION.name in asked.values:
        from importlib.metadata import version  # noqa: PLC0415  costs more than the help does

        return _say([f"{PROGRAM} {version(PROGRAM)}"], _DONE)
    if asked.command is None or asked.help:
        return _say(help_text(asked.command).split("\n"), _DONE)
    from models.forms.refusal import Refused  # noqa: PLC0415  the help needs none of it
    from tui.commands import COMMANDS, Failed  # noqa: PLC0415

    try:
        answer = COMMANDS[asked.command.name](asked.values)
    except BadUse as bad:
        return refuse(bad)
    except (Failed, Refused, NoLongerUser) as failed:
        return _complain(str(failed), _WRONG)
    except KeyboardInterrupt:
        return _complain("Avbrutet.", _WRONG)
    except BrokenPipeError:
        return _unprinted()
    except Exception as error:  # its message and its traceback could show what is in the register
        return _complain(str(explain(error) or f"Ett oväntat fel: {type(error).__name__}."), _WRONG)
    return _say(map(clean, answer.lines), _DONE if answer.well else _WRONG)


def refuse(bad: BadUse) -> int:
    """Say what is wrong with the command line, and return the exit status of bad use."""
    _print_anything()
    return _complain(f"{bad} Se {PROGRAM} --hjälp.", _BAD_USE)


def _say(lines: Iterable[str], status: int) -> int:
    try:
        print(*lines, sep="\n", flush=True)
    except OSError:
        return _unprinted()
    return status


def _unprinted() -> int:
    give_up(sys.stdout)
    return _complain("Svaret kunde inte skrivas ut.", _WRONG)


def _complain(message: str, status: int) -> int:
    print(clean(message), file=sys.stderr)
    return status


def _print_anything() -> None:
    """A terminal without å, ä and ö gets question marks instead of a crash."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")
