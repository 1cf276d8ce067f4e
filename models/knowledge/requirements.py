"""Every requirement of the source documents: what it says, how binding it is, and whether it is built."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

import tomli

from models.knowledge.vocabulary import Force


@dataclass(frozen=True)
class SourceDocument:
    """A source document, and the day from which it is valid where it has one."""

    title: str
    valid_from: date | None = None


@dataclass(frozen=True)
class Requirement:
    """A requirement in our own words; either `built`, or waiting for the issue that will build it."""

    id: str
    forces: tuple[Force, ...]
    documents: tuple[SourceDocument, ...]
    text: str
    built: bool
    waits_for: str


@cache
def requirements() -> dict[str, Requirement]:
    """Every requirement by its id, in the documents' order."""
    data: dict[str, Any] = tomli.loads((files("models.knowledge") / "requirements.toml").read_text("utf-8"))
    documents = {key: SourceDocument(**document) for key, document in data.pop("documents").items()}
    return {
        key: Requirement(
            id=key,
            forces=tuple(Force(force) for force in row["force"]),
            documents=tuple(documents[name] for name in row["documents"]),
            text=row["text"],
            built=row.get("state") == "built",
            waits_for=row.get("waits_for", ""),
        )
        for key, row in data.items()
    }
