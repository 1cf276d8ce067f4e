"""The command line without the screen: prints what a command answers, and one Swedish sentence where it cannot."""

import os
import sys
from io import TextIOWrapper

from models.storage.faults import explain
from models.text import clean
from tui.arguments import Asked, BadUse
from tui.words import PROGRAM, help_text

_DONE, _WRONG, _BAD_USE = 0, 1, 2


class Failed(Exception):
    """What was asked for cannot be done; the message is Swedish and says why."""


def carry_out(asked: Asked) -> int:
    """Carry out a command, or print the help, and return the exit status."""
    _print_anything()
    try:
        return _answer(asked)
    except BadUse as bad:
        return refuse(bad)
    except Failed as failed:
        return _complain(str(failed), _WRONG)
    except KeyboardInterrupt:
        return _complain("Avbrutet.", _WRONG)
    except Exception as error:  # a traceback could show what is in the register
        fault = explain(error)
        return _complain(str(fault) if fault else f"Ett oväntat fel: {type(error).__name__}.", _WRONG)


def refuse(bad: BadUse) -> int:
    """Say what is wrong with the command line, and return the exit status of bad use."""
    _print_anything()
    return _complain(f"{bad} Se {PROGRAM} --hjälp.", _BAD_USE)


def _answer(asked: Asked) -> int:
    if asked.command is None or asked.help:
        print(help_text(asked.command))
        return _DONE
    from tui.commands import COMMANDS  # noqa: PLC0415  the help needs none of it

    answer = COMMANDS[asked.command.name](asked.values)
    for line in answer.lines:
        print(clean(line))
    sys.stdout.flush()
    return _DONE if answer.well else _WRONG


def _complain(message: str, status: int) -> int:
    print(clean(message), file=sys.stderr)
    return status
