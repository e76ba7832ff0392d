"""`central demo-data [--titles N --seed S]`: lay the demo's data and print the cards to try."""

import argparse
from datetime import datetime

from central.app import Central


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """--titles N (generated ones, besides the demo's own), --seed S."""
    raise NotImplementedError


def run_command(args: argparse.Namespace, central: Central, at: datetime) -> int:
    """Lay the data; 0 when done."""
    raise NotImplementedError
