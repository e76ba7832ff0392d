"""What may happen in a history, and what a patron may ask for in it. Values only: `story` acts."""

from dataclasses import dataclass

from kiosk.circulation.messages import Message, RequestKind


@dataclass(frozen=True, slots=True)
class Shape:
    """What may happen in a history. `forks`: disks are cloned and put back from images."""

    steps: int = 24
    faults: float = 0.3
    kills: float = 0.25
    """How often somebody is about to die, 0 to 1."""
    restores: bool = True
    forks: bool = True
    skew: bool = True
    intakes: bool = True
    twin: bool = False
    """Told twice, with faults and without: nothing in it hangs on who comes first."""

    @classmethod
    def of_twins(cls, *, faults: bool) -> "Shape":
        """One of two histories that must end the same."""
        return cls(
            14,
            0.4 if faults else 0.0,
            kills=0.25 if faults else 0.0,
            restores=False,
            forks=False,
            skew=False,
            intakes=False,
            twin=True,
        )


@dataclass(frozen=True, slots=True)
class Wish:
    """What a patron asks for. `target`: the hold to cancel; `poison`: nobody can read it."""

    kind: RequestKind
    card: str
    body: Message
    target: str = ""
    poison: bool = False
