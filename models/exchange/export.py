"""The files for studierektor: filled from the register, then written, all of them or none."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from models.exchange.candidates import CANDIDATES, PERSONNUMMER
from models.exchange.checklists import CHECKLISTS
from models.exchange.codebook import codebook
from models.exchange.csv_file import write_csv
from models.exchange.table import Sheet
from models.exchange.whole_file import make_folder, put_in_place
from models.faults import StorageFault
from models.queries.export import candidate_rows, step_rows
from models.rights import for_chiefs
from models.storage.durable import sync
from models.storage.faults import explain


@dataclass(frozen=True)
class Written:
    """A file that was written, and how many rows it has below its header."""

    file: Path
    rows: int


@for_chiefs
def export_sheets(today: date, *, with_personnummer: bool = False) -> tuple[Sheet, ...]:
    """Every file as the register stands now: a query, for `register.ask`."""
    candidates = CANDIDATES if with_personnummer else CANDIDATES.without(PERSONNUMMER)
    return (
        candidates.filled(candidate_rows(today)),
        CHECKLISTS.filled(step_rows(today)),
        codebook((candidates, CHECKLISTS)),
    )


def export_all(folder: Path, sheets: Sequence[Sheet]) -> list[Written]:
    """Write the files into a folder, over those that were there; blocks.

    Each is written beside and put in place when all are whole. Raises StorageFault, with no file half written.
    """
    make_folder(folder)
    unfinished = [folder / f"{sheet.file}.ny" for sheet in sheets]
    try:
        for building, sheet in zip(unfinished, sheets, strict=True):
            building.unlink(missing_ok=True)
            write_csv(building, sheet.header, sheet.rows)
        for building in unfinished:
            put_in_place(building)
        sync(folder)
    except OSError as error:
        raise explain(error) or StorageFault(f"Filerna kunde inte skrivas i {folder}. Välj en annan mapp.") from error
    finally:
        for building in unfinished:
            building.unlink(missing_ok=True)
    return [Written(folder / sheet.file, len(sheet.rows)) for sheet in sheets]
