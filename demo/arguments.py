"""What the demo's commands have in common: their arguments, and how they refuse to start."""

import argparse
from datetime import datetime

STORY = "murakami"
"""Whose day the pictures tell: their patrons, words and holds are this library's."""


class CannotStart(Exception):  # noqa: N818 - a state of the machine
    """The demo cannot start; the text is one plain sentence for a person."""


def moment(text: str) -> datetime:
    """A moment with its offset, for argparse."""
    try:
        told = datetime.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"「{text}」は日時ではありません(2026-11-24T10:00:00+09:00 のように)。"
            f" / {text!r} is not a moment like 2026-11-24T10:00:00+09:00."
        ) from None
    if told.tzinfo is None:
        raise argparse.ArgumentTypeError(
            "日時には +09:00 のような時差が要ります。 / A moment needs its offset, like +09:00."
        )
    if not 1900 <= told.year < 2200:
        raise argparse.ArgumentTypeError(
            "年は 1900 から 2199 までです。 / No year that a clock here can show: 1900 to 2199."
        )
    return told
