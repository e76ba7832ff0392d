"""Titles in any number, for trying the product at the size of a real library. Pure.

The same number and seed give the same titles, and title k is the same whatever the number: each is
made from its own place alone, so that memory stays constant. Words, names and readings are common
ones; no person and no book is meant.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from central.demo_words import Word, read
from kiosk.catalogue.records import Copy, Creator, Title
from kiosk.circulation.facts import Kind, Lending

MOST = 5_000_000

_MASK = (1 << 64) - 1
_KINDS = (
    *(Kind.BOOK,) * 88,
    *(Kind.MAGAZINE,) * 4,
    *(Kind.CD,) * 3,
    *(Kind.DVD,) * 2,
    Kind.KAMISHIBAI,
    Kind.READING_CD,
    Kind.BOOK,
)
_LABELS = {Kind.MAGAZINE: "雑", Kind.CD: "CD", Kind.DVD: "D", Kind.KAMISHIBAI: "紙"}
_LABELS |= {Kind.READING_CD: "朗"}


def generate(n: int, seed: int, branches: Sequence[str], base: date) -> Iterator[Title]:
    """`n` titles, at most 5 million, one at a time. `base`: the day the newest came."""
    if not 0 <= n <= MOST:
        raise ValueError(f"between 0 and {MOST} titles can be generated")
    places = tuple(branches)
    if not places:
        raise ValueError("titles need a branch to stand in")
    for number in range(n):
        yield _title(number, seed, places, base)


def _mixed(number: int, seed: int) -> int:
    """64 well mixed bits of a place and a seed (SplitMix64)."""
    state = (number * 0x9E3779B97F4A7C15 + seed * 0xD1342543DE82EF95 + 0x2545F4914F6CDD1D) & _MASK
    state = ((state ^ (state >> 30)) * 0xBF58476D1CE4E5B9) & _MASK
    state = ((state ^ (state >> 27)) * 0x94D049BB133111EB) & _MASK
    return state ^ (state >> 31)


def _title(number: int, seed: int, branches: tuple[str, ...], base: date) -> Title:
    own = _mixed(number, seed)
    more = _mixed(number, seed + 1)
    kind = _KINDS[own % 100]
    # Volumes of a work stand side by side: eight numbers share one work now and then.
    group = _mixed(number >> 3, seed + 2)
    volume = (number & 7) + 1 if kind is Kind.BOOK and group % 6 == 0 else 0
    lot = group if volume else own
    head = _heading(lot)
    creator = _creator(lot)
    # A work in volumes is its own series; of the others one in four stands in a publisher's.
    series = head if volume else _WORDS.series[lot >> 50 & 7] if lot >> 44 & 3 == 0 else _NONE
    year = base.year - int(((more & 0xFFFF) / 0x10000) ** 2 * 60)
    popularity = int(((more >> 16 & 0xFFFF) / 0x10000) ** 6 * 100)
    label = f"{_LABELS.get(kind, head.ndc)} {creator.kana[:1]}"
    return Title(
        id=f"g{seed}-{number}",
        title=f"{head.text} {volume}" if volume else head.text,
        kana=f"{head.kana} {volume}" if volume else head.kana,
        creators=(creator,),
        kind=kind,
        isbn=_isbn(number) if kind is Kind.BOOK and year >= 1985 else "",
        year=year,
        publisher=_WORDS.publishers[(lot >> 38) % len(_WORDS.publishers)].text,
        extent=f"{96 + more % 400}p ; {(15, 19, 20, 21, 26)[more % 5]}cm",
        ndc=head.ndc,
        series=series.text,
        series_kana=series.kana,
        volume=str(volume) if volume else "",
        volume_number=volume or None,
        subjects=_SUBJECTS.get(head.ndc, ()),
        added=base - timedelta(days=min((more >> 32) % 9000, (base.year - year) * 365 + 20)),
        popularity=popularity,
        copies=_copies(
            number, seed, more, f"{label} {volume}" if volume else label, popularity, branches
        ),
    )


_WORDS = read()
_SUBJECTS = {topic.ndc: (topic.text,) for topic in _WORDS.topics}
_NONE = Word("", "")


def _heading(lot: int) -> Word:
    """Title, reading and class: a novel, or a book about something somewhere."""
    shape = lot >> 8 & 7
    head = _WORDS.heads[(lot >> 11) % len(_WORDS.heads)]
    place = _WORDS.places[(lot >> 26) % len(_WORDS.places)]
    if shape < 4:
        joint = _WORDS.joints[(lot >> 30) % len(_WORDS.joints)]
        ending = _WORDS.endings[(lot >> 20) % len(_WORDS.endings)]
        text = f"{head.text}{joint.text}{ending.text}"
        kana = f"{head.kana}{joint.kana}{ending.kana}"
        if shape < 2:
            return Word(f"{place.text}の{text}", f"{place.kana} ノ {kana}", "913.6")
        return Word(text, kana, "913.6")
    topic = _WORDS.topics[(lot >> 34) % len(_WORDS.topics)]
    form = _WORDS.forms[(lot >> 20) % len(_WORDS.forms)]
    first, joint_text, joint_kana = (place, "の", "ノ") if shape < 6 else (head, "と", "ト")
    return Word(
        f"{first.text}{joint_text}{topic.text}{form.text}",
        f"{first.kana} {joint_kana} {topic.kana} {form.kana}",
        topic.ndc,
    )


def _creator(lot: int) -> Creator:
    family = _WORDS.family[(lot >> 17) % len(_WORDS.family)]
    given = _WORDS.given[(lot >> 41) % len(_WORDS.given)]
    return Creator(family.text + given.text, f"{family.kana} {given.kana}", "著")


def _isbn(number: int) -> str:
    """A well-formed ISBN of the group 979-0, which no book has: that range belongs to music."""
    body = f"9790{number:08d}"
    total = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(body))
    return body + str(-total % 10)


def _copies(
    number: int, seed: int, lot: int, call: str, popularity: int, branches: tuple[str, ...]
) -> tuple[Copy, ...]:
    shelf = f"1階 {1 + (lot >> 24) % 24}番の棚"
    lending = Lending.REFERENCE if lot % 53 == 0 else Lending.LOAN
    first = lot >> 40
    return tuple(
        Copy(
            f"2{seed % 1000:03d}{number:07d}{place}",
            branches[(first + place) % len(branches)],
            lending,
            shelf=shelf,
            call=call,
        )
        for place in range(1 + (popularity > 60) + (popularity > 90))
    )
