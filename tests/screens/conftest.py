"""What every test of a screen may use."""

import pytest


@pytest.fixture(autouse=True)
def _no_naps(monkeypatch: pytest.MonkeyPatch) -> None:
    """Textual's own waiting, which is made for slow programs, in shorter steps."""
    granularity = 1 / 500
    monkeypatch.setattr("textual._wait.SLEEP_GRANULARITY", granularity)
    monkeypatch.setattr("textual._wait.SLEEP_IDLE", granularity / 4)
