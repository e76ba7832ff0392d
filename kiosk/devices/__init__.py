"""Devices at the terminal. Each is optional, has a health state, and a fake for tests."""
