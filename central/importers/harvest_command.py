"""`central harvest URL`: the command line of harvesting.

Prints what came of it as `import` does; a record's content never goes into a log.
"""

import argparse
import re
import sys
import time
from contextlib import closing

from central.app import Central
from central.database import STORAGE_ERRORS, readable
from central.importers.command import NoBranch, bar, branch_ids, say_on_stderr, tell
from central.importers.harvest import Harvest, Stores, Wanted
from central.importers.loading import ImportReport, Loader
from central.importers.oai_server import Server, Unanswered
from central.importers.readings import ReadingAloud

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2}Z)?")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """URL, --set, --prefix, --from, --copies BRANCH, --json."""
    parser.add_argument("url", metavar="URL", help="where the server of OAI-PMH answers")
    parser.add_argument("--set", default="", metavar="SET", dest="set_name", help="only this set")
    parser.add_argument(
        "--prefix", default="", help="form of the records (default: MARC, else oai_dc)"
    )
    parser.add_argument(
        "--from",
        type=_date,
        metavar="DATE",
        dest="since",
        help="what changed since, 2026-04-01 or 2026-04-01T12:00:00Z (default: the last harvest)",
    )
    parser.add_argument(
        "--copies", metavar="BRANCH", help="one copy at this branch for every title without one"
    )
    parser.add_argument("--json", action="store_true", help="end with one line of JSON")


def _date(text: str) -> str:
    if not _DATE.fullmatch(text):
        raise argparse.ArgumentTypeError(
            f"日付「{text}」は 2026-04-01 のように書いてください。"
            f" / {text!r} is no date; write it as 2026-04-01."
        )
    return text


def run_command(args: argparse.Namespace, central: Central) -> int:
    """Harvest; 0 all in or nothing new, 3 some set aside, 1 nothing usable or broken off."""
    report = _harvest(args, central)
    tell(report, as_json=args.json)
    return 0 if not report.read and not report.broken_off else report.exit_status


def _harvest(args: argparse.Namespace, central: Central) -> ImportReport:
    """What came of it; also of one that did not come to its end."""
    report = ImportReport()
    try:
        _run(args, central, report)
        return report
    except (Unanswered, NoBranch) as error:
        why = str(error)
    except STORAGE_ERRORS as error:
        why = readable(error)
    except KeyboardInterrupt:
        why = (
            "止めました。ここまでのものは入っています。もう一度実行すれば、続きから取り込みます。"
            " / Stopped. What came so far is in; run it again to go on from here."
        )
    print(why, file=sys.stderr)
    report.broken_off = True
    return report


def _run(args: argparse.Namespace, central: Central, report: ImportReport) -> None:
    _, at = branch_ids(central, args.copies)
    wanted = Wanted(args.url, args.set_name, args.prefix, args.since)
    server = Server(args.url, time.sleep, central.clock.now)
    with closing(server), bar() as progress, central.catalogue.loading() as put:
        aloud = ReadingAloud(say_on_stderr)
        loader = Loader(put, report, copies_at=at, read_aloud=aloud)
        stores = Stores(loader, central.harvests, central.catalogue.remove, central.together)
        Harvest(wanted, server, stores, say_on_stderr, progress).run()
