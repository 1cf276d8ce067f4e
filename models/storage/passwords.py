"""What a person types to open the register, made the same however it is typed; none of it is ever stored or shown."""

import secrets
import unicodedata

from models.faults import WeakPassword, WrongPassword
from models.text import clean, fold

SHORTEST_PASSWORD = 10

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's: no letter that is read as another
_MISREAD = str.maketrans("OIL", "011")
_RECOVERY_LETTERS, _GROUP = 30, 5


def read_password(typed: str) -> str:
    """A password as it is stretched: in NFC, since the same å may be typed as one character or two."""
    return unicodedata.normalize("NFC", typed)


def check_new_password(typed: str) -> str:
    """A password that is about to be chosen, as it is stretched. Raises WeakPassword."""
    password = read_password(typed)
    if len(password) < SHORTEST_PASSWORD:
        raise WeakPassword(f"Lösenordet ska ha minst {SHORTEST_PASSWORD} tecken. Flera ord efter varandra går bra.")
    return password


def read_user_name(typed: str) -> str:
    """A user name as slots know it: without regard to case, accents and extra spaces."""
    return fold(" ".join(clean(typed).split()))


def new_recovery_key() -> str:
    """150 random bits as a person can write them down: six groups of five."""
    letters = "".join(secrets.choice(_ALPHABET) for _ in range(_RECOVERY_LETTERS))
    return "-".join(letters[at : at + _GROUP] for at in range(0, _RECOVERY_LETTERS, _GROUP))


def recovery_letters(typed: str) -> str:
    """What was typed of a recovery key, or of a part of it, as the key has it."""
    return "".join(filter(str.isalnum, typed.upper())).translate(_MISREAD)


def read_recovery_key(typed: str) -> str:
    """A recovery key as it is stretched: spaces, hyphens, case and O/0, I/1, L/1 forgiven. Raises WrongPassword."""
    letters = recovery_letters(typed)
    if len(letters) != _RECOVERY_LETTERS or not set(letters) <= set(_ALPHABET):
        raise WrongPassword(f"Återställningsnyckeln har {_RECOVERY_LETTERS} tecken, i grupper om fem. Läs den igen.")
    return letters
