"""`central import FILE`: the command line of the importers. Prints; never touches a record."""

import argparse

from central.app import Central


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """FILE, --map MAP.toml|NAME, --copies BRANCH, --json."""
    raise NotImplementedError


def run_command(args: argparse.Namespace, central: Central) -> int:
    """Import one file; 0 all in, 3 some set aside, 1 nothing usable."""
    raise NotImplementedError
