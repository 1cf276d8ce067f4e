"""What every test of a screen may use."""

from typing import Any

import pytest
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet

_READ = Stylesheet._parse_rules
_KNOWN: dict[tuple[object, ...], list[RuleSet]] = {}


@pytest.fixture(autouse=True)
def _no_naps(monkeypatch: pytest.MonkeyPatch) -> None:
    """Textual's own waiting, which is made for slow programs, in shorter steps."""
    granularity = 1 / 500
    monkeypatch.setattr("textual._wait.SLEEP_GRANULARITY", granularity)
    monkeypatch.setattr("textual._wait.SLEEP_IDLE", granularity / 4)


@pytest.fixture(autouse=True)
def _styles_are_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Textual reads the same styles again in each program, and all of them once more for each screen with its own."""
    monkeypatch.setattr(Stylesheet, "_parse_rules", _rules_read_once)


def _rules_read_once(sheet: Stylesheet, css: str, **about: Any) -> list[RuleSet]:
    key = (css, *about.items(), *sheet._variables.items())
    if key not in _KNOWN:
        _KNOWN[key] = _READ(sheet, css, **about)
    return _KNOWN[key]
