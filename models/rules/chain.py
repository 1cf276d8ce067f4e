"""The chain of the log: each link seals its own values and the link before it, so that what is altered shows.

It shows against the rest of the chain, and a chain that is made anew from the start against a head kept elsewhere.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from json import JSONEncoder

LINKED = ("previous", "seq", "id", "at", "actor", "session", "action", "digest")
DIGESTED = ("salt", "candidate", "candidates", "said", "actor_name", "images", "undoes")


@dataclass(frozen=True)
class ChainHead:
    """The last link of a chain: its number, from 1, and its seal."""

    seq: int
    link: str


EMPTY = ChainHead(0, "0" * 64)

# What no entry can hold is encoded as a list, which no value of one is: so it never reads as something else.
_encode = JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=lambda value: [repr(value)]).encode


def seal(values: Iterable[object]) -> str:
    """SHA-256 over the canonical JSON of values as they are stored, in hexadecimal.

    In the order of LINKED it is an entry's link; in that of DIGESTED, where the salt keeps an erased content from being
    guessed, its digest.
    """
    return sha256(_encode(list(values)).encode()).hexdigest()
