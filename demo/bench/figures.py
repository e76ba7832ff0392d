"""What was measured, against what was promised; as text and as JSON. Pure."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Figure:
    """One thing measured many times. `promise`: the largest `p99` that is still good."""

    name: str
    unit: str
    values: tuple[float, ...]
    promise: float | None = None

    def at(self, share: float) -> float:
        """The value that this share of all values does not exceed."""
        ordered = sorted(self.values)
        return ordered[min(len(ordered) - 1, int(len(ordered) * share))]

    @property
    def kept(self) -> bool:
        """Whether the promise holds for ninety-nine in a hundred."""
        return self.promise is None or self.at(0.99) <= self.promise

    def as_text(self) -> str:
        """One line for a person."""
        line = (
            f"{self.name:<34} {self.unit:<3} p50 {self.at(0.5):8.1f}   p90 {self.at(0.9):8.1f}"
            f"   p99 {self.at(0.99):8.1f}   max {max(self.values):8.1f}   n {len(self.values)}"
        )
        if self.promise is None:
            return line
        return f"{line}   {'ok' if self.kept else 'TOO MUCH'} (promised {self.promise:g})"

    def as_dict(self) -> dict[str, object]:
        """For JSON."""
        shares = {"p50": 0.5, "p90": 0.9, "p99": 0.99, "max": 1.0}
        return {
            "name": self.name,
            "unit": self.unit,
            "n": len(self.values),
            **{key: round(self.at(share), 2) for key, share in shares.items()},
            "promise": self.promise,
            "kept": self.kept,
        }


@dataclass(frozen=True, slots=True)
class Report:
    """All figures of one run, and the conditions they were measured under."""

    what: str
    conditions: dict[str, object]
    figures: Sequence[Figure] = field(default_factory=tuple)

    @property
    def kept(self) -> bool:
        """Whether every promise was kept."""
        return all(figure.kept for figure in self.figures)

    def as_text(self) -> str:
        """Lines for a person."""
        told = ", ".join(f"{name} {value}" for name, value in self.conditions.items())
        return "\n".join([f"{self.what}: {told}", *(one.as_text() for one in self.figures)])

    def as_json(self) -> str:
        """One line for a program."""
        figures = [one.as_dict() for one in self.figures]
        told = {"what": self.what, **self.conditions, "kept": self.kept, "figures": figures}
        return json.dumps(told, ensure_ascii=False)
