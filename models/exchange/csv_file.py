"""CSV that opens right in a Swedish Excel and can be read back exactly: the one writer of every file."""

import csv
import os
import re
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from io import StringIO
from pathlib import Path
from typing import TextIO

Cell = str | bool | int | Decimal | date | None

# A spreadsheet takes a text that begins like this for a formula; the apostrophe itself, so that it can be undone.
_FORMULA = tuple("=+-@\t\r\n\0＝＋－＠'")
# It takes these for numbers, and drops the first zeros or the last digits.
_LOSSY_NUMBER = re.compile(r"0\d+|\d{12,}", re.ASCII)


def guard(text: str) -> str:
    """A text that a spreadsheet leaves alone: an apostrophe first where it would compute or shorten it."""
    return f"'{text}" if text.startswith(_FORMULA) or _LOSSY_NUMBER.fullmatch(text) else text


def cell_text(cell: Cell) -> str:
    """A value as it stands in the file; only what is text is guarded, so that −2,5 stays a number."""
    match cell:
        case None:
            return ""
        case str():
            return guard(cell)
        case bool():
            return "ja" if cell else "nej"
        case date():
            return cell.isoformat()
        case Decimal():
            return f"{cell:f}".replace(".", ",")
        case int():
            return str(cell)


def write_csv(file: Path, header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
    """Write a whole new file and wait until it has reached the disk. Raises OSError."""
    with file.open("x", encoding="utf-8-sig", newline="") as out:
        _write(out, header, rows)
        out.flush()
        os.fsync(out.fileno())


def csv_bytes(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """The content of such a file."""
    out = StringIO(newline="")
    _write(out, header, rows)
    return out.getvalue().encode("utf-8-sig")


def _write(out: TextIO, header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([cell_text(cell) for cell in row] for row in rows)
