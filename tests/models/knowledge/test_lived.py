"""A pack as a checklist lives it: older steps in their places with their own sources, and the clinic's own."""

from datetime import date
from typing import Any

import pytest

from models.knowledge.lived import OWN_TITLE, AddedStep, is_own, with_added, with_kept
from models.knowledge.pack import Pack
from models.knowledge.pack_reader import PackError, read_pack
from models.knowledge.vocabulary import Force
from tests.models.knowledge.norrback import norrback

OLD = norrback()
SECOND = (
    OLD.replace('version = "2026-1"', 'version = "2026-2"')
    .replace("valid_from = 2026-01-01", "valid_from = 2026-09-01")
    .replace('title = "Intervju"', 'title = "Intervju på plats"')
)


def without(text: str, key: str) -> str:
    """A pack's text without a step that nothing else names."""
    first, *steps = text.split("[[steps]]\n")
    return "[[steps]]\n".join([first, *(step for step in steps if not step.startswith(f'key = "{key}"'))])


def pack(text: str) -> Pack:
    return read_pack(text, "test")


def keys(lived: Pack, route: str = "vanlig") -> list[str]:
    return [step.key for step in lived.steps_of(route)]


def added(key: str = "egen_1", behind: str = "annons", **values: Any) -> AddedStep:
    plain = {"phase": "behov", "role": "chef", "title": "Ring", "rule": "", "force": Force.MUST}
    return AddedStep(key=key, behind=behind, **{**plain, **values}, added_on=date(2026, 11, 21), added_by="Ylva")


def test_a_step_is_read_as_it_was_settled_and_cites_the_edition_of_then() -> None:
    lived = with_kept(pack(SECOND), {"intervju": pack(OLD)})
    step = lived.by_key["intervju"]
    assert step.title == "Intervju"
    assert lived.where(step) == "Rutin för ST i Norrbäck (2026-01-01), 3 Annons"
    assert lived.where(lived.by_key["annons"]) == "Rutin för ST i Norrbäck (2026-09-01), 3 Annons"
    assert keys(lived) == keys(pack(SECOND))


def test_two_older_editions_are_cited_apart() -> None:
    third = SECOND.replace("2026-09-01", "2027-01-01").replace('version = "2026-2"', 'version = "3"')
    lived = with_kept(pack(third), {"annons": pack(OLD), "intervju": pack(SECOND)})
    dates = [lived.where(lived.by_key[key]).split("(")[1][:10] for key in ("annons", "intervju", "prova")]
    assert dates == ["2026-01-01", "2026-09-01", "2027-01-01"]


def test_a_step_that_is_gone_stands_where_it_stood() -> None:
    lived = with_kept(pack(without(OLD, "st_dagar")), {"st_dagar": pack(OLD)})
    assert keys(lived) == keys(pack(OLD))
    assert [phase.key for phase in lived.phases] == [phase.key for phase in pack(OLD).phases]


def test_its_phase_and_its_role_come_back_with_it() -> None:
    start = OLD.index('[[phases]]\nkey = "st"')
    slim = without(without(OLD, "st_dagar"), "rekvirera")
    slim = slim.replace(OLD[start : OLD.index("[[routes]]")], "")
    lived = with_kept(pack(slim), {"st_dagar": pack(OLD)})
    assert [phase.key for phase in lived.phases] == [phase.key for phase in pack(OLD).phases]
    assert lived.roles["studierektor"].name == "Studierektor"


def test_the_pack_itself_is_left_as_it_was() -> None:
    present = pack(SECOND)
    before = present.model_copy(deep=True)
    with_added(with_kept(present, {"intervju": pack(OLD)}), (added(),))
    assert present == before


# the clinic's own


def test_an_own_step_stands_behind_its_step_and_says_whose_it_is() -> None:
    lived = with_added(pack(OLD), (added(),))
    assert keys(lived)[3:5] == ["egen_1", "intervju"]
    step = lived.by_key["egen_1"]
    assert is_own(step)
    assert not is_own(lived.by_key["annons"])
    assert lived.where(step) == f"{OWN_TITLE}, tillagt 2026-11-21 av Ylva"
    assert (step.after, step.gate, step.ticked, step.rule) == (("annons",), False, True, "")


def test_own_steps_behind_the_same_one_stand_in_the_order_in_which_they_came() -> None:
    lived = with_added(pack(OLD), (added("egen_1"), added("egen_2"), added("egen_3", behind="egen_1")))
    assert keys(lived)[2:7] == ["annons", "egen_1", "egen_2", "egen_3", "intervju"]


def test_an_own_step_waits_for_nothing_that_may_be_left_undone() -> None:
    optional = OLD.replace('title = "Annonsera"\nphase = "behov"\nrole = "chef"\nforce = "ska"', "X")
    assert optional != OLD
    may = optional.replace("X", 'title = "Annonsera"\nphase = "behov"\nrole = "chef"\nforce = "kan"')
    may = may.replace('gate = true\nafter = ["annons"]', 'gate = true\nafter = ["godkann"]')
    assert with_added(pack(may), (added(),)).by_key["egen_1"].after == ("godkann",)


@pytest.mark.parametrize(("behind", "phase", "at"), [("borta", "behov", 4), ("borta", "borta", -1)])
def test_an_own_step_whose_place_is_gone_stands_last_in_its_phase_or_last_of_all(
    behind: str, phase: str, at: int
) -> None:
    lived = with_added(pack(OLD), (added(behind=behind, phase=phase, role="borta"),))
    assert keys(lived)[at] == "egen_1"
    assert lived.by_key["egen_1"].role in lived.roles
    assert lived.by_key["egen_1"].phase in {one.key for one in lived.phases}


@pytest.mark.parametrize(("name", "reserved"), [("annons", "egen_annons"), ("rutin", "egen")])
def test_no_pack_may_use_the_names_of_a_clinics_own(name: str, reserved: str) -> None:
    text = OLD.replace(f'"{name}"', f'"{reserved}"').replace(f"[documents.{name}]", f"[documents.{reserved}]")
    with pytest.raises(PackError, match="vårdcentralens"):
        pack(text)
