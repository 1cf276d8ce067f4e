"""Reads a command line by a table of options and commands, and explains the table, in Swedish.

Not argparse, whose messages are English, change with Python's version, and cost 5 ms before the first paint.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

_HELP = frozenset({"-h", "--help", "--hjälp"})


class BadUse(Exception):
    """The command line cannot be understood; the message is Swedish and says what is wrong."""


@dataclass(frozen=True)
class Option:
    """An option; `value` names what stands after it, and is empty for a flag; with a `default` it may be left out.

    Then the word after the option is its value only where `may_be` says so; any other word is a command.
    """

    name: str
    about: str
    value: str = ""
    required: bool = False
    default: str = ""
    may_be: Callable[[str], bool] = bool

    def __str__(self) -> str:
        if self.default:
            return f"{self.name} [{self.value}]"
        return f"{self.name} {self.value}".strip()


@dataclass(frozen=True)
class Command:
    """A command of one or two words; `argument` names the one thing it must be given, if any."""

    name: str
    about: str
    options: tuple[Option, ...] = ()
    argument: str = ""

    def __str__(self) -> str:
        options = (str(option) if option.required else f"[{option}]" for option in self.options)
        return " ".join(filter(None, (self.name, *options, self.argument)))


@dataclass(frozen=True)
class Asked:
    """What a command line asks for; no command means the program itself. `values` are by option or argument."""

    command: Command | None
    values: Mapping[str, str]
    help: bool = False


def parse(
    words: Sequence[str], shared: Sequence[Option], alone: Sequence[Option], commands: Sequence[Command]
) -> Asked:
    """What the words ask for; the shared options may stand anywhere, those alone with no command. Raises BadUse."""
    everywhere = (shared, alone, *(command.options for command in commands))
    options = {option.name: option for one in everywhere for option in one}
    plain, values, wants_help = _sorted_out(list(words), options)
    if wants_help:
        return Asked(_named(plain, commands)[0] if _starts_command(plain, commands) else None, {}, help=True)
    if not plain:
        _only(values, (*shared, *alone), "programmet")
        return Asked(None, values)
    command, rest = _named(plain, commands)
    _only(values, (*shared, *command.options), command.name)
    missing = [str(option) for option in command.options if option.required and option.name not in values]
    if command.argument and not rest:
        missing.append(command.argument)
    if missing:
        raise BadUse(f"{command.name} behöver {_listed(missing, 'och')}.")
    if len(rest) > bool(command.argument):
        raise BadUse(f"”{rest[-1]}” är ett ord för mycket efter {command.name}.")
    return Asked(command, values | dict(zip([command.argument], rest, strict=False)))


def _sorted_out(words: list[str], options: Mapping[str, Option]) -> tuple[list[str], dict[str, str], bool]:
    """The words that are no options, the options' values, and whether help is asked for."""
    plain: list[str] = []
    values: dict[str, str] = {}
    while words:
        word = words.pop(0)
        if word in _HELP:
            return plain, values, True
        if word == "--":
            return plain + words, values, False
        if not word.startswith("-"):
            plain.append(word)
            continue
        name, given, value = word.partition("=")
        if name not in options:
            raise BadUse(f"Alternativet {name} finns inte.")
        if name in values:
            raise BadUse(f"{name} står två gånger.")
        values[name] = _value(options[name], value if given else None, words)
    return plain, values, False


def _value(option: Option, given: str | None, words: list[str]) -> str:
    if not option.value:
        if given is not None:
            raise BadUse(f"{option.name} tar inget värde.")
        return "ja"
    if given is None and option.default:
        return words.pop(0) if words and option.may_be(words[0]) else option.default
    if given is None and words and not words[0].startswith("--"):
        given = words.pop(0)
    if not given:
        raise BadUse(f"{option.name} behöver ett värde efter sig.")
    return given


def _starts_command(plain: Sequence[str], commands: Iterable[Command]) -> bool:
    return any(plain[: len(name)] == name for name in (command.name.split() for command in commands))


def _named(plain: Sequence[str], commands: Iterable[Command]) -> tuple[Command, list[str]]:
    for command in commands:
        name = command.name.split()
        if list(plain[: len(name)]) == name:
            return command, list(plain[len(name) :])
    seconds = [command.name.split()[1] for command in commands if command.name.startswith(f"{plain[0]} ")]
    if seconds:
        raise BadUse(f"Efter {plain[0]} ska det stå {_listed(seconds, 'eller')}.")
    names = dict.fromkeys(command.name.split()[0] for command in commands)
    raise BadUse(f"Kommandot ”{plain[0]}” finns inte. Välj {_listed(list(names), 'eller')}.")


def _only(values: Iterable[str], allowed: Iterable[Option], where: str) -> None:
    names = {option.name for option in allowed}
    for name in values:
        if name not in names:
            raise BadUse(f"{name} hör inte till {where}.")


def _listed(words: Sequence[str], last: str) -> str:
    *first, final = words
    return f"{', '.join(first)} {last} {final}" if first else final
