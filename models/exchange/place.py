"""Where files for others are written, unless somebody says otherwise."""

from pathlib import Path

from platformdirs import user_documents_path


def export_folder(*, demo: bool = False) -> Path:
    """A folder of our own among the user's documents; what comes out of a demo is kept apart from what is real."""
    return user_documents_path() / ("ST-kollen demo" if demo else "ST-kollen")
