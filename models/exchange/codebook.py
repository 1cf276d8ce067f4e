"""kodbok.csv: what every file and every column means."""

from collections.abc import Iterable, Iterator
from typing import Any

from models.exchange.table import Column, Sheet, Table

_Row = tuple[str, str, str]
MANIFEST = "export.json"
_EVERY_FILE: tuple[_Row, ...] = (
    ("alla", "", "Datum skrivs ÅÅÅÅ-MM-DD, ja eller nej med små bokstäver. En tom cell betyder att inget är ifyllt."),
    (
        "alla",
        "",
        "En apostrof först i en text är tillagd för att kalkylprogrammet inte ska räkna på texten eller korta den. "
        "Ta bort en apostrof för att få texten som den skrevs.",
    ),
)
_BESIDE: _Row = (
    MANIFEST,
    "",
    "När filerna skrevs och hur registrets logg slutade då, utan namn. Spara den: med den kan vårdcentralen senare "
    "visa att inget har tagits bort ur loggen.",
)
CODEBOOK: Table[_Row] = Table(
    "kodbok.csv",
    "En rad per fil och en per kolumn.",
    (
        Column("fil", "Filens namn.", lambda row: row[0]),
        Column("kolumn", "Kolumnens rubrik. Tom där raden gäller hela filen.", lambda row: row[1]),
        Column("forklaring", "Vad filen eller kolumnen betyder.", lambda row: row[2]),
    ),
)


def codebook(tables: Iterable[Table[Any]]) -> Sheet:
    """The explanation of these files, and of itself."""
    return CODEBOOK.filled((*_EVERY_FILE, *_explained((*tables, CODEBOOK)), _BESIDE))


def _explained(tables: Iterable[Table[Any]]) -> Iterator[_Row]:
    for table in tables:
        yield table.file, "", table.about
        for column in table.columns:
            yield table.file, column.header, column.meaning
