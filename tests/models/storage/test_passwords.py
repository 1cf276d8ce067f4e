"""What people type opens the same however it is typed, and a new password is long enough."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.faults import WeakPassword, WrongPassword
from models.storage.passwords import (
    SHORTEST_PASSWORD,
    check_new_password,
    new_recovery_key,
    read_password,
    read_recovery_key,
    read_user_name,
)

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


@given(st.text(min_size=SHORTEST_PASSWORD))
def test_a_password_may_be_anything_that_is_long_enough_and_is_the_same_however_it_was_composed(typed: str) -> None:
    kept = check_new_password(unicodedata.normalize("NFC", typed).ljust(SHORTEST_PASSWORD, "x"))
    assert read_password(unicodedata.normalize("NFD", kept)) == kept


@pytest.mark.parametrize("typed", ["", "x" * 9, "a\u030a" * 9, "åäöåäöåäö"])
def test_a_short_password_is_refused_without_being_repeated(typed: str) -> None:
    with pytest.raises(WeakPassword, match="minst 10 tecken") as told:
        check_new_password(typed)
    assert not typed or typed not in str(told.value)


def test_ten_characters_are_enough() -> None:
    assert check_new_password("åäöåäöåäöå") == "åäöåäöåäöå"


@pytest.mark.parametrize("typed", ["Ylva.Sandåker", "ylva.sandåker", " YLVA.SANDÅKER ", "ylva.sanda\u030aker"])
def test_a_user_name_is_known_without_regard_to_case_and_spaces(typed: str) -> None:
    assert read_user_name(typed) == "ylva.sandåker"


def test_user_names_that_differ_are_told_apart() -> None:
    assert len({read_user_name(name) for name in ("asa", "åsa", "äsa", "ylva s", "ylvas")}) == 5


def test_a_recovery_key_has_150_random_bits_in_six_groups() -> None:
    keys = {new_recovery_key() for _ in range(200)}
    assert len(keys) == 200
    assert all(re.fullmatch(rf"[{CROCKFORD}]{{5}}(-[{CROCKFORD}]{{5}}){{5}}", key) for key in keys)
    assert set("".join(keys)) == {*CROCKFORD, "-"}


@given(st.text(alphabet=CROCKFORD, min_size=30, max_size=30), st.randoms(use_true_random=False))
def test_spaces_hyphens_case_and_letters_that_look_alike_are_forgiven(letters: str, chance: object) -> None:
    choice = chance.choice  # type: ignore[attr-defined]
    alike = {"0": "0oO", "1": "1iIlL"}
    typed = "".join(
        choice(alike.get(letter, letter + letter.lower())) + choice(["", " ", "-", "–", "\n"]) for letter in letters
    )
    assert read_recovery_key(typed) == letters


@pytest.mark.parametrize("typed", ["", "ABCDE", "U" * 30, "0" * 29, "0" * 31, "å" * 30])
def test_what_cannot_be_a_recovery_key_is_told_at_once(typed: str) -> None:
    with pytest.raises(WrongPassword, match="har 30 tecken, i grupper om fem"):
        read_recovery_key(typed)
