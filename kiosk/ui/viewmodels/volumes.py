"""Which volume of which work a title names, so that a reading order can be proposed. Pure.

It only proposes: the patron sees the numbers and may touch another order.
"""

import re
import unicodedata

_KANJI = {sign: value for value, sign in enumerate("〇一二三四五六七八九")}
_PARTS = {"上": 1, "前": 1, "中": 2, "下": 3, "後": 3}
_NUMBER = r"(?P<number>\d{1,3}|[一二三四五六七八九十百〇]{1,4})"
_ENDINGS = (
    re.compile(rf"^(?P<stem>.*?)[\s・.]*第?{_NUMBER}(?:巻|部|集|冊|号|の巻)[^\d]*$"),
    re.compile(rf"^(?P<stem>.*?)[\s・.]*巻(?:の|之)?{_NUMBER}$"),
    re.compile(r"^(?P<stem>.*?)[\s・.(]+(?P<part>[上中下前後])(?:巻|編)?\)?$"),
    re.compile(
        r"^(?P<stem>.*?)[\s・.(]*(?:book|vol\.?|volume)\s*(?P<number>\d{1,3})\)?$", re.IGNORECASE
    ),
    re.compile(r"^(?P<stem>.*?)(?<=[^\dA-Za-z])[\s・.(]*(?P<number>\d{1,3})\)?$"),
)


def parted(title: str) -> tuple[str, int | None]:
    """The work's name and the volume's number; None where the title names no volume."""
    plain = unicodedata.normalize("NFKC", title).strip()
    for ending in _ENDINGS:
        found = ending.match(plain)
        if found is None or not found["stem"]:
            continue
        groups = found.groupdict()
        number = _PARTS[groups["part"]] if groups.get("part") else _value(groups["number"])
        return found["stem"].strip(), number
    return plain, None


def proposed(titles: dict[str, str], first: str | None = None) -> list[str]:
    """Ids in order of their volumes: those of one work, the one `first` belongs to or the largest.

    `titles`: id and title. Empty where no work has two volumes among them.
    """
    works: dict[str, list[tuple[int, str]]] = {}
    for id_, title in titles.items():
        stem, number = parted(title)
        if number is not None:
            works.setdefault(stem, []).append((number, id_))
    wanted = parted(titles[first])[0] if first in titles else None
    chosen = works.get(wanted, []) if wanted else max(works.values(), key=len, default=[])
    return [id_ for _, id_ in sorted(chosen)] if len(chosen) > 1 else []


def _value(text: str) -> int:
    if text.isdigit():
        return int(text)
    total = current = 0
    for sign in text:
        if sign in "十百":
            total += max(1, current) * (10 if sign == "十" else 100)
            current = 0
        else:
            current = _KANJI[sign]
    return total + current
