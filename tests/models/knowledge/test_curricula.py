"""The two curricula as data: how many objectives there are, how long the training is, what is done for each."""

import pytest

from models.knowledge.curricula import ACTIVITIES, Objective, curriculum_codes, read_curriculum


def test_there_are_two() -> None:
    assert curriculum_codes() == ("hslf-fs-2021-8", "sosfs-2015-8")
    with pytest.raises(KeyError):
        read_curriculum("sosfs-2008-17")


def test_the_new_one_includes_bt() -> None:
    new = read_curriculum("hslf-fs-2021-8")
    assert (new.title, new.minimum_months, new.bt_minimum_months) == ("HSLF-FS 2021:8", 66, 6)
    assert [objective.code for objective in new.bt] == [f"BT{number}" for number in range(1, 19)]
    assert [objective.code for objective in new.st] == [
        *(f"STa{number}" for number in range(1, 8)),
        *(f"STb{number}" for number in range(1, 5)),
        *(f"STc{number}" for number in range(1, 16)),
    ]


def test_the_old_one_has_no_bt() -> None:
    old = read_curriculum("sosfs-2015-8")
    assert (old.title, old.minimum_months, old.bt_minimum_months, old.bt) == ("SOSFS 2015:8", 60, 0, ())
    assert [objective.code for objective in old.st] == [
        *(f"a{number}" for number in range(1, 7)),
        *(f"b{number}" for number in range(1, 6)),
        *(f"c{number}" for number in range(1, 15)),
    ]
    assert "svensk AT" in old.open_to


def test_activities_are_all_of_them_or_any_of_them() -> None:
    new = {objective.code: objective for objective in read_curriculum("hslf-fs-2021-8").st}
    assert new["STa4"] == Objective("STa4", "Etik", ("K", "Ku"))
    assert new["STc15"] == Objective("STc15", "Juridik", ("K", "Ku"), any_of=True)
    old = {objective.code: objective for objective in read_curriculum("sosfs-2015-8").st}
    assert old["a5"].activities == ("K", "Ku", "V")


@pytest.mark.parametrize("code", curriculum_codes())
def test_every_objective_of_st_says_what_is_done_for_it(code: str) -> None:
    for objective in read_curriculum(code).st:
        assert objective.activities
        assert set(objective.activities) <= ACTIVITIES.keys()
