"""The terminal's own settings: one TOML file in the data folder, read once, then frozen.

A file that cannot be read or a value that cannot be used is one plain sentence at start, naming
file, key, value and what is allowed. Library rules do not stand here: they are the profile's.
"""

import re
import tomllib
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from kiosk import durable
from kiosk.circulation.addresses import CENTRALS, NoAddress, check_central

FILE = "terminal.toml"

Seconds = Annotated[float, Field(gt=0, le=86_400)]


Address = Annotated[str, AfterValidator(check_central)]
"""Where the central is: https, or http on this machine."""


class SettingsError(Exception):
    """The settings cannot be used; the text is one plain sentence."""


class AddressError(SettingsError):
    """What stands as the central's address is none, or its line is open."""


class Part(BaseModel):
    """Base of every section: frozen, and nothing unknown is taken."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=False)


class Screen(Part):
    """The panel and the patience of the screen. `width_mm`: of the panel; None: ask the system."""

    width_mm: Annotated[float, Field(gt=50, lt=3000)] | None = None
    language: Literal["ja", "en"] = "ja"
    signed_in_s: Seconds = 60.0
    countdown_s: Seconds = 30.0
    signed_out_s: Seconds = 120.0


class Sync(Part):
    """How often the central is asked, in seconds. `ca_file`: a town's own root certificates."""

    every_s: Seconds = 60.0
    ca_file: Path | None = None
    proxy: str | None = None


class Settings(Part):
    """All settings of one terminal.

    `keyring`: where keys are kept; `file` is for the demo. `sign_in`: `deferred` keeps no patron
    rows here at all. `library` must be the enrolled library's id where it is given.
    """

    central: Address = "http://127.0.0.1:8470"
    keyring: Literal["systemd", "windows", "file"] = "file"
    sign_in: Literal["local", "deferred"] = "local"
    library: str | None = None
    second_place: Path | None = None
    screen: Screen = Screen()
    sync: Sync = Sync()


def load(data: Path) -> Settings:
    """Read the settings of a data folder; all defaults where the file does not exist."""
    path = data / FILE
    return parse(_read(path), path)


def enrolling(data: Path, central: str, keyring: str | None) -> Settings:
    """What will be in force once the folder is enrolled there; `keyring` None leaves it as it is.

    The file may be there before: behind a proxy, or with a town's own certificates.
    """
    try:
        check_central(central)
    except NoAddress as error:
        raise AddressError(str(error)) from None
    path = data / FILE
    raw = _read(path) | {"central": central}
    return parse(raw if keyring is None else raw | {"keyring": keyring}, path)


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError):
        raise SettingsError(
            f"設定ファイル {path} を読み取れません。 / The settings file cannot be read."
        ) from None
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(
            f"設定ファイル {path} の書き方に誤りがあります({error})。"
            " / The settings file is not valid TOML."
        ) from None


def parse(raw: dict[str, Any], path: Path) -> Settings:
    """Check a read file; SettingsError on the first value that cannot be used."""
    try:
        return Settings.model_validate(raw)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        key = ".".join(str(part) for part in first["loc"])
        if first["type"] == "extra_forbidden":
            text, english = f"「{key}」という設定はありません", f"there is no setting {key!r}"
        else:
            said = re.sub(r"^(Input should be|Value error,) ", "", str(first["msg"]))
            allowed = CENTRALS if key == "central" else said
            text = f"「{key}」の値 {first['input']!r} は使えません"
            english = f"{key} = {first['input']!r} cannot be used; allowed: {allowed}"
        kind = AddressError if key == "central" else SettingsError
        raise kind(f"設定ファイル {path}: {text}。 / {english}.") from None


def write(data: Path, central: str, keyring: str) -> None:
    """Write the file at enrolment; an existing one keeps its other settings."""
    path = data / FILE
    try:
        data.mkdir(parents=True, exist_ok=True)
        former = path.read_text("utf-8") if path.exists() else ""
        others = re.sub(r"(?m)^[ \t]*(central|keyring)[ \t]*=.*\n?", "", former)
        text = f'central = "{central}"\nkeyring = "{keyring}"\n{others}'
        durable.write(path, (text.encode(),))
    except OSError:
        raise SettingsError(
            f"設定ファイル {path} に書き込めません。 / The settings file cannot be written."
        ) from None
