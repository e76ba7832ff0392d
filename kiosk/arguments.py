"""What every command line of the product has in common: how it says that it was asked wrongly."""

import argparse
import sys
from typing import NoReturn


class Parser(argparse.ArgumentParser):
    """Says what was asked wrongly in both languages, on the line behind the usage."""

    def error(self, message: str) -> NoReturn:
        """Say it, and end with status 2."""
        # A sentence of ours is in both languages already.
        told = message if " / " in message else f"指定が正しくありません。 / {message}"
        self.print_usage(sys.stderr)
        self.exit(2, f"{told}\n")


def positive(text: str) -> int:
    """A whole number from 1, for argparse."""
    if not text.isascii() or not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(
            f"「{text}」は使えません。1以上の整数にしてください。"
            f" / {text!r} cannot be used: a whole number from 1, please."
        )
    return int(text)
