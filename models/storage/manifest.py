"""What a backup or an export says of itself, in a file beside it that names nobody."""

import json
from dataclasses import dataclass
from datetime import datetime
from hashlib import file_digest
from importlib.metadata import version
from pathlib import Path
from typing import Any

from models.faults import StorageFault
from models.rules.chain import ChainHead


@dataclass(frozen=True)
class Manifest:
    """When a copy was made, by which program, its schema, and the last link of its log where that is a chain.

    `digest` is the file's, in hexadecimal; None of an export, and of a backup from before manifests had it.
    """

    made_at: datetime
    program: str
    schema: int
    head: ChainHead | None
    digest: str | None = None


def manifest_text(made_at: datetime, schema: int, head: ChainHead | None, digest: str | None = None) -> bytes:
    """The file's content, for a copy made by this program."""
    said = {"skapad": made_at.isoformat(), "program": version("st-kollen"), "schema": schema, "kedja": as_said(head)}
    if digest is not None:
        said["sha256"] = digest
    return json.dumps(said, ensure_ascii=False, indent=1).encode()


def read_manifest(file: Path) -> Manifest:
    """What a manifest says. Raises StorageFault where it is missing or damaged."""
    try:
        said = json.loads(file.read_bytes())
        made_at, program = datetime.fromisoformat(said["skapad"]).astimezone(), str(said["program"])
        digest = said.get("sha256")
        chain = head_said(said["kedja"])
        return Manifest(made_at, program, int(said["schema"]), chain, None if digest is None else str(digest))
    except (OSError, ValueError, TypeError, LookupError, AttributeError, RecursionError) as error:
        raise StorageFault(f"{file} saknas eller är skadad: kopians uppgifter kan inte läsas.") from error


def digest_of(file: Path) -> str:
    """What tells whether a file is as it was, to whoever has no password to it. Raises OSError."""
    with file.open("rb") as opened:
        return file_digest(opened, "sha256").hexdigest()


def as_said(head: ChainHead | None) -> dict[str, Any] | None:
    """A last link as it stands in a file beside a register."""
    return None if head is None else {"poster": head.seq, "länk": head.link}


def head_said(chain: Any) -> ChainHead | None:
    """The last link that stands in such a file. Raises ValueError, TypeError or LookupError where it is none."""
    return None if chain is None else ChainHead(int(chain["poster"]), str(chain["länk"]))
