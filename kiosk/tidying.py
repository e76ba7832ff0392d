"""When Python looks for rubbish: while nobody waits, not in the middle of a question.

Objects that only refer to each other stay until Python goes through all there are, and it does so
wherever the next one is made: a question stood still for up to 50 ms because a page of changes had
come. It is one setting of the whole process, so these are functions.
"""

import gc

EVERY_MS = 20_000
"""How often `look` is to be called."""
_MUCH = 200_000
"""So many objects that have stayed are gone through even while somebody waits."""


def begin() -> None:
    """From here on only `look` does it. What is in use by now is never gone through again."""
    gc.collect()
    gc.freeze()
    gc.disable()


def look(*, at_rest: bool) -> None:
    """Begin, or go through what has come since. `at_rest`: nobody would notice."""
    if gc.isenabled():
        if at_rest:
            begin()
    elif at_rest or gc.get_count()[0] > _MUCH:
        gc.collect()


def end() -> None:
    """Leave it to Python again."""
    gc.enable()
    gc.unfreeze()
