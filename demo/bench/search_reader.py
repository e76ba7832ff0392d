"""A terminal's reader alone in a fresh process: first answer, and the memory that it took.

Started by the bench as `python -m demo.bench.search_reader CATALOGUE QUESTIONS`; prints one line of
JSON. QUESTIONS is a file of JSON texts to search, suggest and filter.
"""

import json
import sys
import time
from pathlib import Path

from kiosk.catalogue.search import Catalogue, Query


def main() -> None:
    """Ask everything once."""
    path, questions = Path(sys.argv[1]), json.loads(Path(sys.argv[2]).read_text("utf-8"))
    before = _resident("VmRSS")
    begun = time.perf_counter()
    catalogue = Catalogue(path)
    opened = time.perf_counter()
    catalogue.search(Query(questions[0]))
    first = time.perf_counter()
    for text in questions:
        catalogue.search(Query(text))
        catalogue.suggest(text)
    told = {
        "open_ms": round((opened - begun) * 1000, 2),
        "first_ms": round((first - opened) * 1000, 2),
        "python_mb": round(before / 1024, 1),
        "peak_mb": round(_resident("VmHWM") / 1024, 1),
    }
    catalogue.close()
    print(json.dumps(told))


def _resident(name: str) -> int:
    """KiB, as the kernel counts; 0 where it does not say."""
    try:
        lines = Path("/proc/self/status").read_text("ascii").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith(name)), 0)


if __name__ == "__main__":
    main()
