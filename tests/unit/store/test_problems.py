"""What driver and system say of a file is one of a few sentences, whoever hears it."""

import errno

import pytest

from kiosk.store.database import guarded
from kiosk.store.problems import CannotWrite, DiskFull, Problem


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (errno.ENOSPC, DiskFull),
        (errno.EDQUOT, DiskFull),
        (errno.EROFS, CannotWrite),
        (errno.EACCES, CannotWrite),
        (errno.EIO, CannotWrite),
    ],
)
def test_the_systems_no_is_a_sentence(number: int, said: type[Problem]) -> None:
    with pytest.raises(said) as problem, guarded():
        raise OSError(number, "whatever it says", "/somewhere/patrons.db")
    assert "/somewhere" not in problem.value.sentence


def test_a_file_that_is_there_already_is_for_its_maker() -> None:
    with pytest.raises(FileExistsError), guarded():
        raise FileExistsError(errno.EEXIST, "there already")
