"""Processes that build a catalogue are those of this package, whatever program builds it."""

import subprocess
import sys
from pathlib import Path

PROGRAM = """
print("read")
import sys, threading
from kiosk.catalogue.workers import workers

def work():
    with workers(True) as pool:
        at_once = [pool.submit(abs, -1) for _ in range(8)]
        print({one.result() for one in at_once})

if __name__ == "__main__":
    program = sys.modules["__main__"]
    several = [threading.Thread(target=work) for _ in range(2)]
    for one in several: one.start()
    for one in several: one.join()
    print(sys.modules["__main__"] is program)
"""


def test_no_process_reads_the_program_and_the_program_stays(tmp_path: Path) -> None:
    file = tmp_path / "program.py"
    file.write_text(PROGRAM, encoding="utf-8")
    told = subprocess.run(
        [sys.executable, str(file)],
        capture_output=True,
        check=True,
        env={"PYTHONPATH": str(Path(__file__).parents[3])},
        text=True,
        timeout=60,
    )
    assert told.stdout.split("\n") == ["read", "{1}", "{1}", "True", ""]
