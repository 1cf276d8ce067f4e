"""A program of its own for the tests to kill: opens registers, says aloud what it has done, and waits for no one.

`write` adds candidates for ever; `make` makes one register after another in numbered folders; `hold` just holds one.
"""

import asyncio
import sys
from itertools import count
from pathlib import Path

from models.register import Register
from models.storage.place import Place
from tests.conftest import NOW
from tests.making import make_candidate, make_clinic


def say(word: object) -> None:
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


async def write(register: Register) -> None:
    await make_clinic(register)
    while True:
        say(await make_candidate(register))


def main(what: str, folder: Path) -> None:
    if what == "make":
        for number in count():
            say(number)
            Register(Place(folder / str(number)), lambda: NOW).close()
    register = Register(Place(folder), lambda: NOW)
    if what == "write":
        asyncio.run(write(register))
    say("öppet")
    sys.stdin.read()
    register.close()


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
