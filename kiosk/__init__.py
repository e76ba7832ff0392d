"""Shirabe: the terminal that stands in a public library. `python -m kiosk` starts it."""

__version__ = "0.1.0"
