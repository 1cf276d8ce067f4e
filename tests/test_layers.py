"""The layers hold when the program is really imported: models without a screen, the first paint without the data."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

ALL_OF_MODELS = """
import sys
from importlib import import_module
from pathlib import Path

class NotInstalled:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in {"textual", "rich", "screens", "tui"}:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)

sys.meta_path.insert(0, NotInstalled())
for file in sorted(Path("models").rglob("*.py")):
    name = ".".join(file.with_suffix("").parts).removesuffix(".__init__")
    import_module(name)
    print(name)
"""

WHAT_IS_IMPORTED = """
import sys
import {module}
print(*sorted({{name.split(".")[0] for name in sys.modules}}), sep="\\n")
"""


def run(program: str) -> list[str]:
    """What a program of its own prints, line by line."""
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def test_models_can_be_imported_where_textual_is_not_installed() -> None:
    imported = run(ALL_OF_MODELS)
    assert {"models", "models.register", "models.rules.bt", "models.exchange.export", "models.demo.fill"} <= set(
        imported
    )


@pytest.mark.parametrize("module", ["tui.app", "tui.main"])
def test_what_paints_first_knows_neither_peewee_nor_pydantic_nor_packs(module: str) -> None:
    imported = run(WHAT_IS_IMPORTED.format(module=module))
    assert {"tui", "sys"} <= set(imported)
    heavy = {"peewee", "pydantic", "tomli", "sqlite3", "sqlcipher3", "cryptography", "uuid_utils", "personnummer"}
    assert heavy & set(imported) == set()


def test_idag_asks_without_reading_packs_or_red_days() -> None:
    imported = run(WHAT_IS_IMPORTED.format(module="models.queries.today"))
    assert "peewee" in imported
    assert {"pydantic", "holidays"} & set(imported) == set()


def test_a_plain_register_needs_no_ciphers() -> None:
    imported = run(WHAT_IS_IMPORTED.format(module="models.register"))
    assert {"sqlcipher3", "cryptography"} & set(imported) == set()


def test_what_is_said_without_a_screen_needs_no_textual() -> None:
    assert {"textual", "rich"} & set(run(WHAT_IS_IMPORTED.format(module="tui.cli"))) == set()


def test_the_rules_know_neither_rows_nor_clock_nor_screen() -> None:
    for name in ("bt", "calendar", "capacity", "duties", "profile", "routine"):
        imported = run(WHAT_IS_IMPORTED.format(module=f"models.rules.{name}"))
        assert {"peewee", "sqlite3", "textual"} & set(imported) == set()
