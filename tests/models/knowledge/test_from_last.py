"""A duty that is counted from the last time: only one that comes back by the year can be."""

import pytest

from models.knowledge.pack_reader import PackError, read_pack
from tests.models.knowledge.norrback import norrback

EVERY = 'every = "månad"\n'
DUE = '{ after = "avtal", working_day = 5, december_day = 10, back_months = 2 }'


def with_due(every: str, due: str) -> str:
    text = norrback()
    assert text.count(EVERY) == text.count(DUE) == 1
    return text.replace(EVERY, every).replace(DUE, due)


@pytest.mark.parametrize("limit", ["months = 12", "days = 300"])
def test_a_year_may_run_from_the_last_time(limit: str) -> None:
    pack = read_pack(with_due('every = "år"\n', f'{{ after = "avtal", {limit}, from_last = true }}'), "prov.toml")
    due = pack.by_key["rekvirera"].due
    assert due is not None
    assert due.from_last


@pytest.mark.parametrize(
    ("every", "limit"),
    [(EVERY, "months = 1"), ("", "months = 12"), ('every = "år"\n', "day = 10"), ('every = "år"\n', "working_day = 5")],
    ids=["a month", "not a duty", "a day of the month", "a working day"],
)
def test_nothing_else_can(every: str, limit: str) -> None:
    with pytest.raises(PackError, match=r'steps\.rekvirera, due\.from_last: .*every = "år" med days eller months'):
        read_pack(with_due(every, f'{{ after = "avtal", {limit}, from_last = true }}'), "prov.toml")
