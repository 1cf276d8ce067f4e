"""Packs of one's own for tests: put in the user's folder, as if the program had been started anew."""

from pathlib import Path

from models.knowledge.pack_places import user_folder
from models.knowledge.pack_reader import builtin_pack_text
from models.knowledge.packs import _read
from tests.models.knowledge.norrback import norrback


def put_pack(text: str, name: str = "egen.toml") -> Path:
    """Write a pack in the user's folder, over what was there under that name."""
    user_folder().mkdir(parents=True, exist_ok=True)
    file = user_folder() / name
    file.write_text(text, encoding="utf-8")
    _read.cache_clear()
    return file


def put_pack_where_the_handledare_reports() -> Path:
    """Västmanland as it is, but that its monthly report is the handledare's."""
    before, after = builtin_pack_text("vastmanland").split('key = "manadsrapport"')
    after = after.replace('role = "chef"', 'role = "handledare"', 1)
    return put_pack(f'{before}key = "manadsrapport"{after}')


def put_pack_where_the_handledare_is_told() -> Path:
    """Norrbäck as it is, but with a step of the handledare's that asks for what the register knows."""
    step = """
[[steps]]
key = "samtal"
title = "Samtal"
phase = "prov"
role = "handledare"
force = "bör"
routes = ["vanlig"]
fields = [
  { key = "leg", label = "Legitimationskod", kind = "text", value = "legitimationsnummer" },
  { key = "land", label = "Utbildad i", kind = "text", value = "utbildad_i" },
  { key = "epost", label = "E-post", kind = "text", value = "kandidatens_epost" },
  { key = "dag", label = "Anställd", kind = "datum", value = "anstallningsdag" },
  { key = "at", label = "Har gjort AT", kind = "ja_nej", fact = "has_at" },
  { key = "bt", label = "BT krävs", kind = "ja_nej", fact = "bt_required" },
  { key = "listade", label = "Minst tusen listade", kind = "ja_nej", min_listed = 1000 },
]
rule = "Handledaren samtalar med läkaren."
source = { document = "rutin", heading = "4 Prov" }
"""
    role = '[roles.handledare]\nname = "Handledare"\nat_clinic = true\n\n[roles.kansliet]'
    return put_pack(norrback().replace("[roles.kansliet]", role, 1) + step)


def remove_pack(file: Path) -> None:
    """Take a pack out of the user's folder."""
    file.unlink()
    _read.cache_clear()
