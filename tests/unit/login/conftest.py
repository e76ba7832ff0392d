"""The desk's bench serves signing in as well."""

from tests.unit.desk.conftest import bench, clock, make_bench

__all__ = ["bench", "clock", "make_bench"]
