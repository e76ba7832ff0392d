"""A reader alone in a fresh process: its first answer, and the memory that it took.

Started by the bench as `python -m demo.bench.search_reader ENGINE INDEX QUESTIONS`; prints one line
of JSON. QUESTIONS is a file of JSON texts; this search is also asked for suggestions, filters
and every order.
"""

import json
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from kiosk.catalogue.search import Catalogue, Order, Query

_PATIENCE_S = 10.0


def main() -> None:
    """Ask everything once, as far as patience goes."""
    name, path, place = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    questions = [Query(text) for text in json.loads(place.read_text("utf-8"))]
    told = _terminal(path, questions) if name == "shirabe" else _other(name, path, questions)
    print(json.dumps(told | {"peak_mb": round(_resident("VmHWM") / 1024, 1)}))


def _terminal(path: Path, questions: Sequence[Query]) -> dict[str, float]:
    """As a terminal reads: nothing of the bench is loaded beside it."""
    before = _resident("VmRSS")
    begun = time.perf_counter()
    catalogue = Catalogue(path)
    opened = time.perf_counter()
    catalogue.search(questions[0])
    first = time.perf_counter()
    for query in questions:
        for order in Order:
            catalogue.search(replace(query, order=order))
        catalogue.facets(query)
        catalogue.suggest(query.text)
    catalogue.close()
    return _told(before, begun, opened, first)


def _other(name: str, path: Path, questions: Sequence[Query]) -> dict[str, float]:
    from demo.bench.search_kept import OTHERS

    before = _resident("VmRSS")
    begun = time.perf_counter()
    one = OTHERS[name](path)
    opened = time.perf_counter()
    one.ask(questions[0])
    first = time.perf_counter()
    for query in questions:
        if time.perf_counter() - first > _PATIENCE_S:
            break
        one.ask(query)
    one.close()
    return _told(before, begun, opened, first)


def _told(before: int, begun: float, opened: float, first: float) -> dict[str, float]:
    return {
        "open_ms": round((opened - begun) * 1000, 2),
        "first_ms": round((first - opened) * 1000, 2),
        "python_mb": round(before / 1024, 1),
    }


def _resident(name: str) -> int:
    """KiB, as the kernel counts; 0 where it does not say."""
    try:
        lines = Path("/proc/self/status").read_text("ascii").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith(name)), 0)


if __name__ == "__main__":
    main()
