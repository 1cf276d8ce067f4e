"""Prepares registers, measures everything in one run, and prints the table that the README shows."""

import os
import platform
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from models.storage.place import Place
from tests.bench import checking, checklist, encrypted, listing, moving, reading, registers, saving, starting
from tests.bench.table import Row, table

_NOTE = (
    "Medians; p95 is of the quietest of three passes. In a terminal of 120×40, to the last byte of the frame. "
    "The registers hold candidates on the routes of all four regions; assessments do not exist yet."
)


def main() -> None:
    """Print the table, and on what it was measured."""
    with TemporaryDirectory(prefix="st-kollen-bench-") as folder:
        os.environ["XDG_CONFIG_HOME"] = str(Path(folder) / "config")  # nobody's own packs are read
        rows = list(_rows(Path(folder)))
    machine = f"{platform.system()} {platform.machine()}, Python {platform.python_version()}, {os.cpu_count()} cores"
    sys.stdout.write(f"{table(rows)}\n\n{_NOTE} Measured on {machine}.\n")


def _rows(folder: Path) -> Iterator[Row]:
    long, names = registers.make_long(folder / "long")
    small = Place(folder / "small")
    first_name = registers.make_small(small)
    medium = registers.make_large(small, folder / "medium", 1_000)
    large = registers.make_large(small, folder / "large", 10_000)
    yield from starting.measure(*starting.make_locked(small, folder / "small, locked"), first_name)
    yield from listing.measure(medium, 1_000, 16)
    yield from listing.measure(large, 10_000, 32)
    yield from moving.measure(small, registers.SMALL)
    yield from moving.measure(medium, 1_000)
    yield from moving.measure_forms(small)
    yield from checklist.measure(long, names, registers.LONG)
    secret, key = encrypted.make_encrypted(medium, folder / "medium, encrypted")
    yield from listing.measure(secret, 1_000, 16, key)
    yield from saving.measure(small)
    yield from saving.measure(*encrypted.make_encrypted(small, folder / "small, encrypted"))
    yield from encrypted.measure(large, 10_000, *encrypted.make_encrypted(large, folder / "large, encrypted"))
    yield from checking.measure(small)
    yield from reading.measure()


if __name__ == "__main__":
    main()
