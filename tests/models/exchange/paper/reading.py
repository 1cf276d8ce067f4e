"""What stands on a printed page, read back from the file."""

from io import BytesIO
from typing import Any

from pypdf import PdfReader

MILLIMETRE = 72 / 25.4
HEIGHT = 297.0


def pages_of(content: bytes) -> list[str]:
    """Each page's text, on one line."""
    return [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(content)).pages]


def placed(content: bytes) -> list[list[tuple[float, float, str]]]:
    """Each page's texts with where they stand: millimetres from the left, and from the top."""
    found: list[list[tuple[float, float, str]]] = []
    for page in PdfReader(BytesIO(content)).pages:
        there: list[tuple[float, float, str]] = []

        def keep(text: str, _cm: Any, matrix: Any, _font: Any, _size: Any, there: Any = there) -> None:
            if text.strip():
                there.append((matrix[4] / MILLIMETRE, HEIGHT - matrix[5] / MILLIMETRE, text.strip()))

        page.extract_text(visitor_text=keep)
        found.append(there)
    return found
