"""Signatures, sealed boxes, hash chains and password computations that both sides must agree on.

Pure functions over bytes; keys come in as arguments and are never stored here. Primitives are
libsodium's (PyNaCl) and Argon2id (argon2-cffi).
"""

import base64
import hashlib
import hmac
import json
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from argon2.exceptions import HashingError
from argon2.low_level import Type, hash_secret_raw
from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, PublicKey, SealedBox
from nacl.secret import SecretBox
from nacl.signing import SigningKey, VerifyKey

GENESIS = "0" * 64
"""prev_hash of the first row of a chain."""


class BadSeal(Exception):  # noqa: N818 - the state of the thing, not an error of ours
    """A signature, box or chain that does not fit its key or content."""


def canonical(value: Mapping[str, Any]) -> bytes:
    """One byte form per JSON value: sorted keys, no spaces, UTF-8; moments as ISO 8601."""
    return json.dumps(
        value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=_plain
    ).encode()


def _plain(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat()
    raise TypeError(f"no canonical form for {type(value).__name__}")


def chain_hash(prev_hash: str, row: Mapping[str, Any]) -> str:
    """Hash of a ledger row (without its own `hash`), chained to the row before; hex of 32 bytes."""
    return hashlib.sha256(prev_hash.encode() + canonical(row)).hexdigest()


def new_sign_key() -> bytes:
    """A new Ed25519 seed of 32 bytes."""
    return bytes(SigningKey.generate())


def new_box_key() -> bytes:
    """A new X25519 private key of 32 bytes."""
    return bytes(PrivateKey.generate())


def verify_key(sign_key: bytes) -> str:
    """The public half of a signing key, in hex."""
    return bytes(SigningKey(sign_key).verify_key).hex()


def public_key(box_key: bytes) -> str:
    """The public half of a box key, in hex."""
    return bytes(PrivateKey(box_key).public_key).hex()


def sign(sign_key: bytes, content: bytes) -> str:
    """Ed25519 signature in hex."""
    return SigningKey(sign_key).sign(content).signature.hex()


def check_signature(key: str, content: bytes, signature: str) -> None:
    """Raise BadSeal where the signature (hex) is not by `key` (hex) over `content`."""
    try:
        VerifyKey(bytes.fromhex(key)).verify(content, bytes.fromhex(signature))
    except (CryptoError, ValueError) as error:
        raise BadSeal("signature does not fit") from error


def check_signature_of(keys: Iterable[str], content: bytes, signature: str) -> str:
    """Which of these keys signed; BadSeal where none did."""
    for key in keys:
        with suppress(BadSeal):
            check_signature(key, content, signature)
            return key
    raise BadSeal("signature does not fit")


def request_content(method: str, path: str, body: bytes, time: str, nonce: str) -> bytes:
    """What a terminal signs for one HTTP request; `path` includes the query string."""
    digest = hashlib.sha256(body).hexdigest()
    return "\n".join((method.upper(), path, digest, time, nonce)).encode()


def seal_to(key: str, content: bytes, key_id: str = "") -> str:
    """Seal to a public key (hex) so that only its owner reads it; base64, behind the name of the
    key and a colon where it has one. BadSeal for no key."""
    try:
        box = SealedBox(PublicKey(bytes.fromhex(key))).encrypt(content)
        return f"{key_id}:" * bool(key_id) + base64.b64encode(box).decode()
    except (CryptoError, ValueError) as error:
        raise BadSeal("nothing can be sealed to this key") from error


def open_sealed(box_key: bytes, box: str) -> bytes:
    """Open a box made by `seal_to`; BadSeal where it does not fit."""
    try:
        return SealedBox(PrivateKey(box_key)).decrypt(base64.b64decode(box))
    except (CryptoError, ValueError) as error:
        raise BadSeal("sealed box does not open") from error


def lock(key: bytes, content: bytes) -> str:
    """Encrypt with a shared key of 32 bytes; base64."""
    return base64.b64encode(SecretBox(key).encrypt(content)).decode()


def unlock(key: bytes, box: str) -> bytes:
    """Open what `lock` made; BadSeal where it does not fit."""
    try:
        return SecretBox(key).decrypt(base64.b64decode(box))
    except (CryptoError, ValueError) as error:
        raise BadSeal("box does not open") from error


@dataclass(frozen=True, slots=True)
class Cost:
    """Argon2id cost: passes, memory in KiB, lanes. The default is what a library's central takes
    where no terminal of it is slower."""

    passes: int = 3
    memory_kib: int = 64 * 1024
    lanes: int = 2

    @property
    def text(self) -> str:
        """As it stands in a salt and in an enrolment."""
        return f"{self.passes}.{self.memory_kib}.{self.lanes}"

    @staticmethod
    def read(text: str) -> "Cost | None":
        """What `text` wrote; None for anything else."""
        parts = text.split(".")
        if len(parts) != 3 or not all(p.isascii() and p.isdecimal() and len(p) < 9 for p in parts):
            return None
        return Cost(*map(int, parts))

    def bounded(self) -> "Cost":
        """Never cheaper than the floor, and never dearer than the default."""
        most = Cost()
        return Cost(
            min(max(self.passes, FLOOR.passes), most.passes),
            min(max(self.memory_kib, FLOOR.memory_kib), most.memory_kib),
            min(max(self.lanes, FLOOR.lanes), most.lanes),
        )


FLOOR = Cost(passes=2, memory_kib=19 * 1024, lanes=1)
"""The least that any terminal's slowness may bring a library's secrets to."""


def salt_text(salt: bytes, cost: Cost) -> str:
    """A salt together with the cost that is to be paid with it: how both travel and are stored."""
    return f"{cost.text}.{salt.hex()}"


def base_of(secret: str, salt: str, cost: Cost) -> bytes:
    """Argon2id of a secret with a salt as it travels; `cost` is for one that names none, as those
    of the first version. BadSeal for a salt that is none."""
    named, _, digits = salt.rpartition(".")
    told = Cost.read(named)
    try:
        return secret_base(secret, bytes.fromhex(digits), cost if told is None else told)
    except (ValueError, HashingError) as error:
        raise BadSeal("no salt") from error


def cost_of(salt: str) -> Cost | None:
    """The cost that a salt names; None where it names none."""
    return Cost.read(salt.rpartition(".")[0])


def secret_base(secret: str, salt: bytes, cost: Cost) -> bytes:
    """Argon2id of a patron's secret; 32 bytes. What the central stores instead of the secret."""
    return hash_secret_raw(
        secret.encode(), salt, cost.passes, cost.memory_kib, cost.lanes, 32, Type.ID
    )


def card_tag(lookup_key: bytes, card: str) -> str:
    """A card number that only holders of the key can look up; hex."""
    return hmac.new(lookup_key, b"card\0" + card.encode(), hashlib.sha256).hexdigest()


def verifier(verifier_key: bytes, base: bytes) -> str:
    """What a terminal may keep to check a secret: useless without `verifier_key`; hex."""
    return hmac.new(verifier_key, b"verify\0" + base, hashlib.sha256).hexdigest()


def account_key(verifier_key: bytes, base: bytes) -> bytes:
    """Key of the account copy: only who typed the secret, at this terminal, has it; 32 bytes."""
    return hmac.new(verifier_key, b"account\0" + base, hashlib.sha256).digest()


def same(left: str, right: str) -> bool:
    """Compare two texts in constant time."""
    return hmac.compare_digest(left.encode(), right.encode())
