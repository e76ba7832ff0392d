"""Where a demo copy stands and what its spine label says: 「1階 5番の棚」「913.6 ム 1」.

Pure. The first branch has numbered shelves on two floors, the others have named ones.
"""

from central.importers import text
from kiosk.catalogue.records import Title
from kiosk.circulation.facts import Kind

ROWS = (
    "アイウエオ",
    "カキクケコ",
    "サシスセソ",
    "タチツテト",
    "マミムメモ",
    "ナニヌネノ",
    "ハヒフヘホ",
    "ヤユヨ",
    "ラリルレロワヲン",
)
"""Sounds of the authors on the novels' shelves 1 to 9."""

BUNKO, FOREIGN, ESSAY = 12, 10, 11
FIRST_SUBJECT_SHELF = 13

AUDIO_VISUAL = frozenset({Kind.CASSETTE, Kind.READING_CD, Kind.CD, Kind.DVD, Kind.VIDEO, Kind.LD})
LABELS = {Kind.CASSETTE: "T", Kind.READING_CD: "朗", Kind.CD: "CD", Kind.DVD: "D"}
LABELS |= {Kind.VIDEO: "V", Kind.LD: "LD", Kind.MAGAZINE: "雑", Kind.KAMISHIBAI: "紙"}


def call_number(title: Title, flags: frozenset[str], volume: str = "") -> str:
    """The three cells of the spine label, parted by spaces: class, author mark, volume."""
    mark = text.first_kana(title.creators[0].kana if title.creators else title.kana)
    volume = volume or str(text.volume_number(title.volume) or "")[:3]
    volume = "" if title.kind is Kind.MAGAZINE else volume
    return " ".join(cell for cell in (_class(title, flags), mark, volume) if cell)


def _class(title: Title, flags: frozenset[str]) -> str:
    whole = title.ndc.split(".")[0]
    if title.kind in LABELS:
        label = LABELS[title.kind]
        return label + whole if title.kind in AUDIO_VISUAL else label
    if "local" in flags:
        return "K" + title.ndc
    if "ref" in flags:
        return "R" + title.ndc
    if "picture" in flags:
        return "E"
    if "child" in flags:
        return "児" + whole
    return "B" + whole if "bunko" in flags else title.ndc


def shelf(title: Title, flags: frozenset[str], main: bool) -> str:
    """The shelf's name as it hangs in the room; `main`: at the first branch."""
    name = _named(title, flags)
    if not main:
        return name
    if name in ("郷土", "参考"):
        return f"2階 {name}資料の棚"
    if name in ("小説", "一般書", "文庫"):
        return f"1階 {_number(title, flags)}番の棚"
    return f"1階 {name}の棚"


def _named(title: Title, flags: frozenset[str]) -> str:
    if title.kind in AUDIO_VISUAL:
        return "視聴覚"
    if title.kind is not Kind.BOOK:
        return {Kind.MAGAZINE: "雑誌", Kind.KAMISHIBAI: "かみしばい"}[title.kind]
    for flag, name in (
        ("local", "郷土"),
        ("ref", "参考"),
        ("picture", "えほん"),
        ("child", "児童"),
    ):
        if flag in flags:
            return name
    if "bunko" in flags:
        return "文庫"
    return "小説" if title.ndc.startswith("913") else "一般書"


def _number(title: Title, flags: frozenset[str]) -> int:
    if "bunko" in flags:
        return BUNKO
    if title.ndc.startswith("913"):
        mark = text.first_kana(title.creators[0].kana if title.creators else title.kana)
        return next((place for place, row in enumerate(ROWS, 1) if mark in row), 1)
    if title.ndc.startswith("91"):
        return ESSAY
    if title.ndc.startswith("9"):
        return FOREIGN
    return FIRST_SUBJECT_SHELF + int(title.ndc[:1] or 0)
