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
        raise argparse.ArgumentTypeError("not a moment like 2026-11-24T10:00:00+09:00") from None
    if told.tzinfo is None:
        raise argparse.ArgumentTypeError("a moment needs its offset, like +09:00")
    if not 1900 <= told.year < 2200:
        raise argparse.ArgumentTypeError("no year that a clock here can show: 1900 to 2199")
    return told
