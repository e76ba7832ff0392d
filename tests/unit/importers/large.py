"""What a large table costs: `python -m tests.unit.importers.large ROWS [ROWS …]`.

Makes a table of so many rows, each with an ISBN and a copy of its own, imports it into a new
central with the program that staff use, and prints rows in a second of processor time, the peak of
its memory and the bytes of its database. It judges nothing; `docs/import.md` has what it said.
"""

import os
import random
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

_HEAD = "書名,書名ヨミ,著者,著者ヨミ,出版者,出版年,分類,ISBN,シリーズ,種類,資料番号,所蔵館\n"
_REST = (
    "ヤマ カワ ウミ ソラ,{who},ヤマダ タロウ,みなと社,{year},913.6,{isbn},みなと文庫,図書,{n},chuo"
)
_SIGNS = "山川海空風雨雪月花鳥星森林石火水木金土日本人心夢旅道町村国家時春夏秋冬朝夜光影音色声"


def write_table(path: Path, rows: int) -> None:
    """A table of so many rows, the same each time."""
    chance = random.Random(7)  # noqa: S311 - words, no secret
    with path.open("w", encoding="utf-8") as file:
        file.write(_HEAD)
        for number in range(rows):
            title = "".join(chance.choices(_SIGNS, k=chance.randint(3, 12)))
            who = "".join(chance.choices(_SIGNS, k=4))
            rest = _REST.format(who=who, year=1950 + number % 75, isbn=_isbn(number), n=number)
            file.write(f"{title},{rest}\n")


def _isbn(number: int) -> str:
    digits = f"978{400_000_000 + number}"
    total = sum(int(one) * (3 if at % 2 else 1) for at, one in enumerate(digits))
    return digits + str(-total % 10)


def measure(rows: int, folder: Path) -> str:
    """Import a table of so many rows; one line of what it cost."""
    table, data = folder / "t.csv", folder / f"central-{rows}"
    write_table(table, rows)
    central = [sys.executable, "-m", "central", "--data", str(data)]
    subprocess.run([*central, "library", "load", "murakami"], capture_output=True, check=True)
    words = [*central, "import", str(table), "--json"]
    with subprocess.Popen(words, stderr=subprocess.DEVNULL) as program:
        _, status, used = os.wait4(program.pid, 0)
        program.returncode = os.waitstatus_to_exitcode(status)
    seconds = used.ru_utime + used.ru_stime
    size = (data / "central.db").stat().st_size
    return (
        f"{rows} rows\tstatus {program.returncode}\t{rows / seconds:.0f} rows/s"
        f"\t{used.ru_maxrss / 1024:.0f} MB peak\t{size / rows:.0f} bytes a row"
    )


def main(counts: Sequence[str]) -> None:
    """Print one line for each number of rows."""
    for count in counts:
        with TemporaryDirectory() as folder:
            print(measure(int(count), Path(folder)), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
