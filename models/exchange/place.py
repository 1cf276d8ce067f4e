"""Where files for others are written, unless somebody says otherwise."""

from pathlib import Path

from platformdirs import user_documents_path


def export_folder() -> Path:
    """A folder of our own among the user's documents."""
    return user_documents_path() / "ST-kollen"
