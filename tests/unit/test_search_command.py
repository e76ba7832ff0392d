"""`kiosk search`: what may be asked on the command line."""

import pytest

from kiosk.__main__ import main


@pytest.mark.parametrize("limit", ["0", "-3", "many"])
def test_a_limit_that_is_no_number_of_titles_is_refused_in_a_sentence(
    limit: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as refused:
        main(["search", "本", f"--limit={limit}"])
    assert refused.value.code == 2
    assert "cannot be used: a whole number from 1" in capsys.readouterr().err
