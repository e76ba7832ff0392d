"""Power cuts: a confirmed request survives them, and a ledger that syncs less is caught."""

import tempfile
from pathlib import Path

import pytest

from demo.bench.faults import power


@pytest.fixture(autouse=True)
def _compiler() -> None:
    with tempfile.TemporaryDirectory() as folder:
        try:
            power.build(Path(folder))
        except power.NoCompiler as error:
            pytest.skip(str(error))


def test_a_power_cut_takes_no_confirmed_request() -> None:
    assert power.cut(1, 60, requests=25) == power.Cuts(60)


def test_a_ledger_that_syncs_less_is_caught() -> None:
    assert power.cut(1, 40, "NORMAL", requests=25).losing > 10
