"""Packaging: the terminal as a folder that needs no Python, and what puts it on a machine."""
