"""Settings: one plain sentence for each thing that cannot be used."""

from pathlib import Path

import pytest

from kiosk.settings import FILE, AddressError, SettingsError, enrolling, load, write


def test_no_file_means_all_defaults(tmp_path: Path) -> None:
    settings = load(tmp_path)
    assert settings.screen.signed_in_s == 60
    assert settings.keyring == "file"


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("central = ", "TOML"),
        ('centrale = "http://a"', "centrale"),
        ('central = "ftp://a"', "central"),
        ('central = "http://central.example"', "https"),
        ('central = "http://127.0.0.1.example:80/"', "https"),
        ('central = "http://localhost@central.example/"', "https"),
        ('keyring = "null"', "keyring"),
        ("[screen]\nsigned_in_s = -1", "screen.signed_in_s"),
        ('[sync]\nevery_s = "often"', "sync.every_s"),
    ],
)
def test_a_bad_value_is_one_sentence_naming_it(tmp_path: Path, text: str, named: str) -> None:
    (tmp_path / FILE).write_text(text, "utf-8")
    with pytest.raises(SettingsError) as bad:
        load(tmp_path)
    assert named in str(bad.value)
    assert "\n" not in str(bad.value)


def test_an_unreadable_file_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"\xff\xfe\x00")
    with pytest.raises(SettingsError, match="読み取れません"):
        load(tmp_path)
    (tmp_path / FILE).unlink()
    (tmp_path / FILE).mkdir()
    with pytest.raises(SettingsError, match="読み取れません"):
        load(tmp_path)


@pytest.mark.parametrize(
    "address",
    ["https://central.example/", "http://localhost:1", "http://127.0.0.1:1", "http://[::1]:1/x"],
)
def test_a_line_that_nobody_can_listen_to_is_taken(tmp_path: Path, address: str) -> None:
    write(tmp_path, address, "file")
    assert load(tmp_path).central == address


def test_enrolling_again_takes_the_place_of_a_line_however_it_was_typed(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text('central="https://one"\n  keyring  = "file"\n', "utf-8")
    write(tmp_path, "https://two", "file")
    assert load(tmp_path).central == "https://two"


def test_enrolling_again_keeps_other_settings(tmp_path: Path) -> None:
    write(tmp_path, "https://one:1", "file")
    with (tmp_path / FILE).open("a", encoding="utf-8") as file:
        file.write('library = "niiza"\n[screen]\nsigned_out_s = 90\n')
    write(tmp_path, "https://two:2", "file")
    settings = load(tmp_path)
    assert (settings.central, settings.library) == ("https://two:2", "niiza")
    assert settings.screen.signed_out_s == 90


def test_what_stood_in_the_file_counts_at_enrolment_too(tmp_path: Path) -> None:
    """Behind a proxy, or with a town's own certificates, the first word needs them already."""
    text = 'central = "https://old"\nkeyring = "systemd"\n[sync]\nca_file = "town.pem"\n'
    (tmp_path / FILE).write_text(text, "utf-8")
    settings = enrolling(tmp_path, "https://new", None)
    assert (settings.central, settings.keyring) == ("https://new", "systemd")
    assert settings.sync.ca_file == Path("town.pem")
    assert enrolling(tmp_path, "https://new", "windows").keyring == "windows"
    with pytest.raises(AddressError) as said:
        enrolling(tmp_path, "new", None)
    assert "「new」は、つなぐ先として使えません" in str(said.value)
    assert FILE not in str(said.value)
    assert "^http" not in str(said.value)
    (tmp_path / FILE).write_text("central = ", "utf-8")
    with pytest.raises(SettingsError, match="TOML"):
        enrolling(tmp_path, "https://new", None)


def test_a_file_that_cannot_be_written_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / f"{FILE}.new").mkdir()
    with pytest.raises(SettingsError, match="書き込めません"):
        write(tmp_path, "https://new", "file")
