"""The seal of an entry: the same for the same values, and another for any others, whatever they are made of."""

from hashlib import sha256

from hypothesis import given
from hypothesis import strategies as st

from models.rules.chain import EMPTY, seal
from models.rules.chain_faults import Fault, Findings, moment

STORED = st.one_of(st.none(), st.integers(), st.text(), st.binary())
ROWS = st.lists(STORED, max_size=5)


@given(ROWS, ROWS)
def test_two_rows_have_the_same_seal_only_if_they_are_the_same(one: list[object], other: list[object]) -> None:
    assert (seal(one) == seal(other)) == ([(type(value), value) for value in one] == [(type(v), v) for v in other])


def test_the_seal_is_one_that_others_can_compute() -> None:
    """Sha-256 over JSON without spaces, in UTF-8: written in a chain's every link, it can never be another."""
    assert seal(["Å", None, 7]) == sha256('["Å",null,7]'.encode()).hexdigest()
    assert EMPTY.link == "0" * 64


def test_entries_that_follow_on_each_other_are_named_together() -> None:
    found = Findings()
    for seq in (5, 2, 3, 7):
        found.add(Fault.CHANGED, seq, f"2026-11-0{seq}T09:30:00+00:00")
    found.add(Fault.LAST_IS_ODD, 8, None)
    found.add_missing(1, 1, "", "2026-11-02T09:30:00+00:00")
    found.add_missing(4, 4, "2026-11-03T09:30:00+00:00", "2026-11-05T09:30:00+00:00")
    assert [str(one) for one in found] == [
        f"Loggens post 1 (före {moment('2026-11-02T09:30:00+00:00')}) är borttagen.",
        f"Loggens poster 2–3 ({when(2)} till {when(3)}) är ändrade sedan de skrevs.",
        f"Loggens post 4 (mellan {when(3)} och {when(5)}) är borttagen.",
        f"Loggens post 5 ({when(5)}) är ändrad sedan den skrevs.",
        f"Loggens post 7 ({when(7)}) är ändrad sedan den skrevs.",
        "Loggens post 8 (okänd tid) är ändrad sedan den skrevs, eller tillagd vid sidan av programmet.",
    ]


def test_entries_of_one_moment_are_given_it_once() -> None:
    found = Findings()
    for seq in (2, 3):
        found.add(Fault.INSERTED, seq, "2026-11-01T09:30:00+00:00")
    assert [str(one) for one in found] == [f"Loggens poster 2–3 ({when(1)}) är inskjutna i efterhand."]


def when(day: int) -> str:
    return moment(f"2026-11-0{day}T09:30:00+00:00")


def test_a_time_is_the_local_one_and_one_that_cannot_be_read_is_said_to_be_unknown() -> None:
    assert moment("2026-11-21T09:30:00.000000+00:00").startswith("2026-11-2")
    assert [moment(at) for at in ("i går", "0001-01-01T00:00:00+14:00", 7, None)] == ["okänd tid"] * 4
