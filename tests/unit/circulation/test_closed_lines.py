"""Which addresses of servers keep a line closed."""

import pytest

from kiosk.circulation.addresses import is_closed_line


@pytest.mark.parametrize(
    ("address", "closed"),
    [
        ("https://ils.example/oai", True),
        ("HTTPS://ils.example", True),
        ("http://127.0.0.1:8470/", True),
        ("http://[::1]/", True),
        ("http://localhost/oai", True),
        ("http://ils.example/oai", False),
        ("http://127.0.0.1.ils.example/", False),
        ("http://localhost@ils.example/", False),
        ("ftp://127.0.0.1/", False),
        ("https://", False),
        ("http://[broken", False),
        ("", False),
    ],
)
def test_https_or_this_machine(address: str, closed: bool) -> None:
    assert is_closed_line(address) is closed
