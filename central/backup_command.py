"""`central backup` and `central restore`: a verified copy, and the way back."""

import argparse
import sys
from pathlib import Path

from central.app import Central
from central.restoring import restore


def add_backup(parser: argparse.ArgumentParser) -> None:
    """DIR|FILE, --with-keys."""
    parser.add_argument("target", type=Path, metavar="DIR|FILE", help="best on another disk")
    parser.add_argument(
        "--with-keys", action="store_true", help="copy the keys beside it too, once and kept locked"
    )


def add_restore(parser: argparse.ArgumentParser) -> None:
    """FILE, --keys DIR, --replace."""
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument("--keys", type=Path, metavar="DIR", help="where the copy of the keys is")
    parser.add_argument(
        "--replace", action="store_true", help="put the present database aside and take its place"
    )


def backup(args: argparse.Namespace, central: Central) -> int:
    """Copy and verify; 0."""
    kept = central.backups.make(args.target, with_keys=args.with_keys)
    print(
        f"控えを作り、確かめました({kept.size:,}バイト、端末{kept.terminals}台)。"
        f" / Copied and verified ({kept.size:,} bytes, {kept.terminals} terminals): {kept.path}"
    )
    if kept.same_disk:
        print(
            "同じディスクにあります。ディスクが壊れると一緒に失われます。"
            " / It is on the same disk as the data, and would be lost with it.",
            file=sys.stderr,
        )
    return 0


def run_restore(args: argparse.Namespace) -> int:
    """Put a copy back; 0."""
    done = restore(args.data, args.file, args.keys, replace=args.replace)
    print(f"{done.made:%Y-%m-%d %H:%M} の控えを戻しました。 / Put back as of then.")
    if done.kept is not None:
        print(f"元のデータベース / The former database: {done.kept}")
    print(
        "その後に止めた端末は、もう一度止めてください。その後に登録した端末は、新しい登録コードと"
        "「setup --again」で登録し直してください。申込みは引き継がれます。 / Revoke once more what"
        " was revoked since then; terminals enrolled since then are enrolled anew with a new code"
        " and setup --again, which takes their requests along.",
        file=sys.stderr,
    )
    return 0
