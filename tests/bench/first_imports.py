"""Starts the program without a terminal, and ends with the names of what should not be imported before it paints."""

import sys
from typing import TYPE_CHECKING

from models.faults import StorageFault
from tui.app import StKollen

if TYPE_CHECKING:
    from models.register import Register

_HEAVY = {"cryptography", "peewee", "pydantic", "sqlcipher3", "tomli", "fpdf", "holidays", "models.knowledge.pack"}


def main() -> str | None:
    """None where nothing heavy had been imported when the program, painted once, came to open the register."""
    found: set[str] = set()

    def opener() -> "Register":
        found.update(_HEAVY & sys.modules.keys())
        raise StorageFault("no register is needed here")

    StKollen(opener).run(headless=True)
    return ", ".join(sorted(found)) or None


if __name__ == "__main__":
    sys.exit(main())
