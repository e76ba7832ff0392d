"""The terminal's keys: six times 32 bytes, kept through `keyring` with a backend set explicitly.

Never discovered: discovery may end in a backend that forgets everything (null), refuses
everything (fail) or asks on the console. systemd credentials on Linux, Credential Manager on
Windows, a plain file (with a red banner) in the demo. No key is ever logged or part of an error.
"""

import json
import os
import secrets
import sys
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from keyring.backend import KeyringBackend
from keyring.errors import KeyringError

from kiosk import durable
from kiosk.circulation.sealing import BadSeal, lock, new_box_key, new_sign_key, unlock
from kiosk.store.problems import KeysUnavailable

SERVICE = "shirabe"
CREDENTIAL = "shirabe.master"
"""Name of the systemd credential: 64 hexadecimal digits."""


class Place(StrEnum):
    """Where keys may be kept."""

    SYSTEMD = "systemd"  # LoadCredentialEncrypted=, bound to the TPM where there is one
    WINDOWS = "windows"  # Credential Manager of the terminal's own account
    FILE = "file"  # readable by whoever has the disk: demo only


class Name(StrEnum):
    """What each key is for."""

    LEDGER = "ledger"
    PATRONS = "patrons"
    SIGN = "sign"
    NEXT_SIGN = "next_sign"  # made, and not yet known to be taken by the central
    FORMER_SIGN = "former_sign"  # for a central that was put back to an earlier day
    RECEIVE = "receive"
    VERIFIER = "verifier"
    LOOKUP = "lookup"


class PlainFile(KeyringBackend):
    """Keys in a file that whoever holds the disk can read. For the demo, behind a red banner."""

    priority = 0

    def __init__(self, path: Path) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._path = path

    def get_password(self, service: str, username: str) -> str | None:
        """The stored value, or None."""
        return self._read().get(f"{service}/{username}")

    def set_password(self, service: str, username: str, password: str) -> None:
        """Store a value; the file is replaced whole."""
        _write_private(self._path, {**self._read(), f"{service}/{username}": password})

    def delete_password(self, service: str, username: str) -> None:
        """Forget a value."""
        values = self._read()
        values.pop(f"{service}/{username}", None)
        _write_private(self._path, values)

    def _read(self) -> dict[str, str]:
        return _read_values(self._path)


class Credentials(KeyringBackend):
    """Keys in a file locked with a master key that systemd hands over in $CREDENTIALS_DIRECTORY.

    Credentials cannot be written by the service, so only the master key is one; the others stand
    in `keys.box`, each locked with it.
    """

    priority = 0

    def __init__(self, folder: Path, box: Path) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        try:
            self._master = bytes.fromhex((folder / CREDENTIAL).read_text("ascii").strip())
        except (OSError, ValueError):
            raise _no_credential() from None
        if len(self._master) != 32:
            raise _no_credential()
        self._box = box

    def get_password(self, service: str, username: str) -> str | None:
        """The stored value, or None."""
        value = _read_values(self._box).get(f"{service}/{username}")
        return None if value is None else unlock(self._master, value).decode()

    def set_password(self, service: str, username: str, password: str) -> None:
        """Store a value, locked with the master key."""
        locked = lock(self._master, password.encode())
        _write_private(self._box, {**_read_values(self._box), f"{service}/{username}": locked})

    def delete_password(self, service: str, username: str) -> None:
        """Forget a value."""
        values = _read_values(self._box)
        values.pop(f"{service}/{username}", None)
        _write_private(self._box, values)


def _no_credential() -> KeysUnavailable:
    return KeysUnavailable(
        f"鍵がありません。systemd の資格情報「{CREDENTIAL}」(16進64けた)を用意してください。",
        f"No key: provide the systemd credential {CREDENTIAL} (64 hexadecimal digits).",
    )


def _read_values(path: Path) -> dict[str, str]:
    try:
        value = json.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError):
        raise _unreadable(path.name) from None
    if not isinstance(value, dict):
        raise _unreadable(path.name)
    return {str(name): str(content) for name, content in value.items()}


def _write_private(path: Path, values: dict[str, str]) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        durable.write(path, (json.dumps(values).encode(),), private=True)
    except OSError:
        raise _unreadable(path.name) from None


def _unreadable(name: str) -> KeysUnavailable:
    return KeysUnavailable(
        f"鍵のファイル「{name}」を読み書きできません。", f"The key file {name} cannot be used."
    )


def backend(place: str, data: Path) -> KeyringBackend:
    """The keyring backend of that name; KeysUnavailable for any other (null, fail, chainer …)."""
    if place == Place.FILE:
        return PlainFile(data / "keys.plain.json")
    if place == Place.SYSTEMD:
        folder = os.environ.get("CREDENTIALS_DIRECTORY")
        if not folder:
            raise _no_credential()
        return Credentials(Path(folder), data / "keys.box")
    if place == Place.WINDOWS:
        return _windows()
    allowed = "、".join(known.value for known in Place)
    raise KeysUnavailable(
        f"鍵の置き場所「{place}」は使えません。使えるもの: {allowed}。",
        f"Keys cannot be kept in {place!r}. Allowed: {', '.join(Place)}.",
    )


def _windows() -> KeyringBackend:
    if sys.platform != "win32":
        raise KeysUnavailable(
            "Windows の資格情報マネージャーは、この端末にはありません。",
            "Credential Manager exists on Windows only.",
        )
    from keyring.backends.Windows import WinVaultKeyring

    return WinVaultKeyring()


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys of one terminal behind one backend. `plain`: show the red banner."""

    vault: KeyringBackend
    scope: str
    plain: bool

    def get(self, name: Name) -> bytes:
        """A key that must be there; KeysUnavailable where it is not."""
        found = self.find(name)
        if found is None:
            raise KeysUnavailable(
                "端末の鍵が見つかりません。係の者が登録し直してください。",
                "A key of this terminal is missing. Staff must enrol it again.",
            )
        return found

    def find(self, name: Name) -> bytes | None:
        """A key, or None."""
        try:
            value = self.vault.get_password(SERVICE, f"{self.scope}{name.value}")
            return None if value is None else bytes.fromhex(value)
        except (KeyringError, BadSeal, ValueError):
            raise _refused() from None

    def put(self, name: Name, key: bytes) -> None:
        """Store a key, and read it back: a backend that forgets is no keyring."""
        try:
            self.vault.set_password(SERVICE, f"{self.scope}{name.value}", key.hex())
        except KeyringError:
            raise _refused() from None
        if self.find(name) != key:
            raise _refused()

    def forget(self, name: Name) -> None:
        """There is no such key any more."""
        try:
            if self.find(name) is not None:
                self.vault.delete_password(SERVICE, f"{self.scope}{name.value}")
        except KeyringError:
            raise _refused() from None

    def make(self) -> None:
        """Make the terminal's own keys, where they are not there yet."""
        makers = {
            Name.LEDGER: lambda: secrets.token_bytes(32),
            Name.PATRONS: lambda: secrets.token_bytes(32),
            Name.SIGN: new_sign_key,
            Name.RECEIVE: new_box_key,
        }
        for name, maker in makers.items():
            if self.find(name) is None:
                self.put(name, maker())


def _refused() -> KeysUnavailable:
    return KeysUnavailable(
        "端末の鍵を読み書きできません。", "The place where keys are kept does not answer."
    )


def open_keys(place: str, data: Path) -> Keys:
    """The keys of the terminal in `data`."""
    scope = f"{data.resolve()}:" if place == Place.WINDOWS else ""
    return Keys(backend(place, data), scope, plain=place == Place.FILE)
