"""Who can open the register: everybody with what they type, nobody else, and nobody who has been removed."""

import traceback
from dataclasses import replace
from uuid import UUID

import pytest

from models.faults import StorageFault, WeakPassword, WrongPassword
from models.storage import crypto
from models.storage.keyring import (
    change_password,
    generation_of,
    make_keyring,
    put_recovery_key,
    put_slot,
    remove_slot,
    settled,
    unlock,
    unlock_by_recovery_key,
    with_new_key,
)
from models.storage.keyring_text import Keyring
from models.storage.passwords import new_recovery_key
from models.storage.slots import hint_of
from tests.models.storage.locked import CHEAP, GUNVOR, GUNVOR_TYPES, YLVA, YLVA_TYPES, Locked, for_two

NEW = "en helt annan mening"


@pytest.fixture
def made() -> Locked:
    """A keyring with slots for Ylva and Gunvor."""
    return for_two(make_keyring(YLVA, *YLVA_TYPES, CHEAP))


def opens(keyring: Keyring, user_name: str, password: str) -> bool:
    try:
        return bool(unlock(keyring, user_name, password).keys)
    except WrongPassword:
        return False


def test_each_user_opens_it_with_their_own_password(made: Locked) -> None:
    for user, types in ((YLVA, YLVA_TYPES), (GUNVOR, GUNVOR_TYPES)):
        unlocked = unlock(made.keyring, *types)
        assert (unlocked.user, unlocked.keys) == (user, (made.key,))


def test_the_usual_cost_is_what_is_written_and_what_opens(made: Locked) -> None:
    dear = put_slot(made.keyring, made.key, YLVA, "ylva", NEW)
    assert next(slot.cost for slot in dear.slots if slot.id == YLVA) == crypto.Cost(3, 4, 65536)
    assert unlock(dear, "ylva", NEW).keys == (made.key,)


@pytest.mark.parametrize("typed", ["YLVA ", " ylva", "Ylva"])
def test_a_user_name_may_be_typed_in_any_case(made: Locked, typed: str) -> None:
    assert unlock(made.keyring, typed, YLVA_TYPES[1]).user == YLVA


def test_a_password_with_composed_letters_opens_what_was_closed_with_whole_ones(made: Locked) -> None:
    assert opens(made.keyring, "ylva", "ko\u0308rsba\u0308r i sno\u0308n")


@pytest.mark.parametrize(
    ("user_name", "password"),
    [
        ("ylva", GUNVOR_TYPES[1]),
        ("gunvor.t", YLVA_TYPES[1]),
        ("ylva", YLVA_TYPES[1] + " "),
        ("ylva", YLVA_TYPES[1].upper()),
        ("ylva", ""),
        ("nobody", YLVA_TYPES[1]),
        ("", ""),
        ("ylva", "\udcff" * 12),
    ],
)
def test_nothing_else_opens_it_and_what_was_typed_is_in_no_error(made: Locked, user_name: str, password: str) -> None:
    with pytest.raises(WrongPassword, match="Användarnamnet eller lösenordet är fel") as told:
        unlock(made.keyring, user_name, password)
    shown = "".join(traceback.format_exception(told.value))
    assert not password or password not in shown


def test_a_name_with_the_same_hint_does_not_open_anothers_slot(made: Locked) -> None:
    salt = made.keyring.salt
    twin = next(name for name in map(str, range(100_000)) if hint_of(salt, name) == hint_of(salt, "ylva"))
    assert not opens(made.keyring, twin, YLVA_TYPES[1])
    joined = put_slot(made.keyring, made.key, UUID(int=3), twin, NEW, cost=CHEAP)
    assert unlock(joined, twin, NEW).user == UUID(int=3)
    assert unlock(joined, *YLVA_TYPES).user == YLVA


def test_the_recovery_key_opens_it_for_nobody_in_particular(made: Locked) -> None:
    unlocked = unlock_by_recovery_key(made.keyring, made.recovery_key.lower().replace("-", " "))
    assert (unlocked.user, unlocked.keys) == (None, (made.key,))
    with pytest.raises(WrongPassword, match="Återställningsnyckeln är fel"):
        unlock_by_recovery_key(made.keyring, new_recovery_key())


def test_where_none_was_confirmed_it_is_said_that_none_opens_it() -> None:
    begun = make_keyring(YLVA, *YLVA_TYPES, CHEAP).keyring
    assert not begun.has_recovery_key
    with pytest.raises(WrongPassword, match="Här gäller ingen återställningsnyckel"):
        unlock_by_recovery_key(begun, new_recovery_key())


def test_a_new_recovery_key_ends_the_old_one(made: Locked) -> None:
    text = new_recovery_key()
    renewed = put_recovery_key(made.keyring, made.key, text, cost=CHEAP)
    assert unlock_by_recovery_key(renewed, text).keys == (made.key,)
    with pytest.raises(WrongPassword):
        unlock_by_recovery_key(renewed, made.recovery_key)
    assert opens(renewed, *YLVA_TYPES)


def test_ones_own_password_is_changed_with_the_old_one(made: Locked) -> None:
    changed = change_password(made.keyring, made.key, *YLVA_TYPES, NEW, cost=CHEAP)
    assert unlock(changed, "ylva", NEW).user == YLVA
    assert not opens(changed, *YLVA_TYPES)
    assert opens(changed, *GUNVOR_TYPES)
    with pytest.raises(WrongPassword):
        change_password(made.keyring, made.key, "ylva", "fel gammalt ord", NEW, cost=CHEAP)


def test_a_forgotten_password_is_replaced_and_so_is_a_user_name(made: Locked) -> None:
    helped = put_slot(made.keyring, made.key, GUNVOR, "gunvor.a", NEW, cost=CHEAP)
    assert unlock(helped, "gunvor.a", NEW).user == GUNVOR
    assert not opens(helped, *GUNVOR_TYPES)
    assert len(helped.slots) == len(made.keyring.slots)


def test_a_new_password_is_long_enough_everywhere(made: Locked) -> None:
    with pytest.raises(WeakPassword):
        make_keyring(YLVA, "ylva", "kort", CHEAP)
    with pytest.raises(WeakPassword):
        put_slot(made.keyring, made.key, YLVA, "ylva", "kort", cost=CHEAP)
    with pytest.raises(WeakPassword):
        change_password(made.keyring, made.key, *YLVA_TYPES, "kort", cost=CHEAP)


def test_a_removed_user_does_not_open_it(made: Locked) -> None:
    removed = remove_slot(made.keyring, made.key, GUNVOR)
    assert not opens(removed, *GUNVOR_TYPES)
    assert opens(removed, *YLVA_TYPES)
    assert {GUNVOR} & {slot.id for slot in removed.slots} == set()
    assert all(set(one.sealed) == {slot.id for slot in removed.slots} for one in removed.generations)


def test_the_last_user_cannot_be_removed(made: Locked) -> None:
    alone = remove_slot(made.keyring, made.key, GUNVOR)
    with pytest.raises(StorageFault, match="sista användaren"):
        remove_slot(alone, made.key, YLVA)


def test_a_new_key_is_sealed_to_all_without_their_passwords_and_the_old_one_is_kept_until_it_is_settled(
    made: Locked,
) -> None:
    both, new = with_new_key(remove_slot(made.keyring, made.key, GUNVOR), made.key)
    assert unlock(both, *YLVA_TYPES).keys == (new, made.key)
    assert unlock_by_recovery_key(both, made.recovery_key).keys == (new, made.key)
    assert not opens(both, *GUNVOR_TYPES)
    for key, number in ((made.key, 1), (new, 2)):
        one = settled(both, key)
        assert unlock(one, *YLVA_TYPES).keys == (key,)
        assert [generation.number for generation in one.generations] == [number]


def test_whoever_lacks_the_key_can_change_nothing(made: Locked) -> None:
    wrong = bytes(32)
    for change in (
        lambda: put_slot(made.keyring, wrong, GUNVOR, "g", NEW, cost=CHEAP),
        lambda: remove_slot(made.keyring, wrong, GUNVOR),
        lambda: put_recovery_key(made.keyring, wrong, made.recovery_key, cost=CHEAP),
        lambda: with_new_key(made.keyring, wrong),
        lambda: settled(made.keyring, wrong),
    ):
        with pytest.raises(StorageFault, match="skadad eller ändrad"):
            change()


def test_a_slot_that_somebody_without_the_key_has_put_there_is_found_out(made: Locked) -> None:
    """Else the next key would be sealed to whoever replaced a public key in the file."""
    _private, public = crypto.new_pair()
    slots = tuple(replace(slot, public=public) if slot.id == GUNVOR else slot for slot in made.keyring.slots)
    forged = replace(made.keyring, slots=slots)
    with pytest.raises(StorageFault, match="skadad eller ändrad"):
        unlock(forged, *YLVA_TYPES)
    with pytest.raises(StorageFault, match="skadad eller ändrad"):
        with_new_key(forged, made.key)


def test_a_sealed_key_opens_only_in_the_slot_and_the_generation_it_was_made_for(made: Locked) -> None:
    (generation,) = made.keyring.generations
    sealed = {**generation.sealed, YLVA: generation.sealed[GUNVOR]}
    for changed in (replace(generation, sealed=sealed), replace(generation, sealed={}), replace(generation, number=2)):
        with pytest.raises(StorageFault, match="skadad eller ändrad"):
            unlock(replace(made.keyring, generations=(changed,)), *YLVA_TYPES)


def test_no_secret_shows_when_a_value_is_printed(made: Locked) -> None:
    shown = repr(made) + repr(unlock(made.keyring, *YLVA_TYPES)) + repr(made.keyring)
    for secret in (made.recovery_key, made.key.hex(), repr(made.key), YLVA_TYPES[1]):
        assert secret not in shown


def test_two_keyrings_have_nothing_in_common(made: Locked) -> None:
    other = make_keyring(YLVA, *YLVA_TYPES, CHEAP)
    assert other.key != made.key
    with pytest.raises(StorageFault):
        generation_of(other.keyring, made.key)


@pytest.mark.parametrize("damage", [b"", b"x", bytes(32), bytes(92)])
def test_damaged_boxes_do_not_open(damage: bytes) -> None:
    private, _public = crypto.new_pair()
    with pytest.raises(crypto.DoesNotOpen):
        crypto.unbox(bytes(32), damage, b"")
    with pytest.raises(crypto.DoesNotOpen):
        crypto.unseal(damage, private, b"")
