"""The files for studierektor: filled from the register, then written, all of them or none.

Beside them lies a manifest with the last link of the register's log: what has left the computer cannot be changed with
it, and shows it where the log is cut off or made anew later (`st-kollen check --export`).
"""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from models.exchange.candidates import CANDIDATES, PERSONNUMMER
from models.exchange.checklists import CHECKLISTS
from models.exchange.codebook import MANIFEST, codebook
from models.exchange.csv_file import write_csv
from models.exchange.table import Sheet
from models.exchange.whole_file import make_folder, put_in_place
from models.faults import StorageFault
from models.queries.chain import chain_head
from models.queries.export import candidate_rows, step_rows
from models.rights import for_chiefs
from models.rules.chain import ChainHead
from models.storage.durable import sync, write_new
from models.storage.faults import explain
from models.storage.manifest import Manifest, manifest_text, read_manifest
from models.storage.migrations import LATEST


@dataclass(frozen=True)
class Export:
    """What the files hold, and the last link of the log as it was at that moment."""

    sheets: tuple[Sheet, ...]
    head: ChainHead


@dataclass(frozen=True)
class Written:
    """A file that was written, and how many rows it has below its header."""

    file: Path
    rows: int


@for_chiefs
def whole_export(today: date, *, with_personnummer: bool = False) -> Export:
    """Every file as the register stands now: a query, for `register.ask`."""
    candidates = CANDIDATES if with_personnummer else CANDIDATES.without(PERSONNUMMER)
    sheets = (
        candidates.filled(candidate_rows(today)),
        CHECKLISTS.filled(step_rows(today)),
        codebook((candidates, CHECKLISTS)),
    )
    return Export(sheets, chain_head())


def export_all(folder: Path, export: Export, now: datetime) -> list[Written]:
    """Write the files and their manifest into a folder, over those that were there; blocks.

    Each is written beside and put in place when all are whole. Raises StorageFault, with no file half written.
    """
    make_folder(folder)
    unfinished = [folder / f"{name}.ny" for name in (*(sheet.file for sheet in export.sheets), MANIFEST)]
    *sheets, manifest = unfinished
    try:
        for building, sheet in zip(sheets, export.sheets, strict=True):
            building.unlink(missing_ok=True)
            write_csv(building, sheet.header, sheet.rows)
        write_new(manifest, manifest_text(now, LATEST, export.head))
        for building in unfinished:
            put_in_place(building)
        sync(folder)
    except OSError as error:
        raise explain(error) or StorageFault(f"Filerna kunde inte skrivas i {folder}. Välj en annan mapp.") from error
    finally:
        for building in unfinished:
            building.unlink(missing_ok=True)
    return [Written(folder / sheet.file, len(sheet.rows)) for sheet in export.sheets]


def manifest_of(said: Path) -> Manifest:
    """The manifest of an export, by its folder or by itself. Raises StorageFault."""
    return read_manifest(said / MANIFEST if said.is_dir() else said)
