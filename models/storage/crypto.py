"""The ciphers that the keyring is made of. Imported when a keyring is opened, never before the first paint."""

import os
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY_BYTES = 32
SALT_BYTES = 16
_NONCE_BYTES = 12
_LABEL = b"st-kollen 1: "


class DoesNotOpen(Exception):
    """The key is not the one that closed this, or what it closed has been changed."""


@dataclass(frozen=True)
class Cost:
    """What Argon2id takes to stretch a password: times over the memory, threads, and KiB of memory."""

    passes: int = 3
    lanes: int = 4
    memory: int = 64 * 1024


USUAL = Cost()


def stretch(password: str, salt: bytes, cost: Cost) -> bytes:
    """A key out of a password; slow on purpose: 0.15 s at the usual cost."""
    secret = password.encode("utf-8", "surrogatepass")  # what cannot be encoded would else be in the error's text
    kdf = Argon2id(salt=salt, length=KEY_BYTES, iterations=cost.passes, lanes=cost.lanes, memory_cost=cost.memory)
    return kdf.derive(secret)


def box(key: bytes, content: bytes, bound: bytes) -> bytes:
    """Content closed under a key, together with what it must be opened beside (AES-256-GCM, nonce first)."""
    nonce = os.urandom(_NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, content, bound)


def unbox(key: bytes, boxed: bytes, bound: bytes) -> bytes:
    """The content. Raises DoesNotOpen."""
    try:
        return AESGCM(key).decrypt(boxed[:_NONCE_BYTES], boxed[_NONCE_BYTES:], bound)
    except (InvalidTag, ValueError) as error:
        raise DoesNotOpen from error


def new_pair() -> tuple[bytes, bytes]:
    """A private key and its public one (X25519)."""
    private = X25519PrivateKey.generate()
    return private.private_bytes_raw(), private.public_key().public_bytes_raw()


def seal(content: bytes, public: bytes, bound: bytes) -> bytes:
    """Content that only the owner of a public key can read: a passing pair's public key, then the box."""
    passing = X25519PrivateKey.generate()
    sender = passing.public_key().public_bytes_raw()
    shared = passing.exchange(X25519PublicKey.from_public_bytes(public))
    return sender + box(_shared_key(shared, sender, public), content, bound)


def unseal(sealed: bytes, private: bytes, bound: bytes) -> bytes:
    """The content. Raises DoesNotOpen."""
    sender, boxed = sealed[:KEY_BYTES], sealed[KEY_BYTES:]
    try:
        owner = X25519PrivateKey.from_private_bytes(private)
        shared = owner.exchange(X25519PublicKey.from_public_bytes(sender))
    except ValueError as error:
        raise DoesNotOpen from error
    return unbox(_shared_key(shared, sender, owner.public_key().public_bytes_raw()), boxed, bound)


def _shared_key(shared: bytes, sender: bytes, receiver: bytes) -> bytes:
    return HKDF(SHA256(), KEY_BYTES, salt=None, info=_LABEL + sender + receiver).derive(shared)
