"""Numbers in Japanese text, as digits and as kanji numerals: 32 and 三十二, 3つ and 三つ. Pure."""

import re
import unicodedata

_DIGITS = "〇一二三四五六七八九"
_LARGE = ((10**12, "兆"), (10**8, "億"), (10**4, "万"), (1, ""))
_SMALL = ((1000, "千"), (100, "百"), (10, "十"), (1, ""))
_ARABIC = re.compile("[0-9]{1,16}")
_KANJI = re.compile(f"[{_DIGITS}十百千]+")
_BY_PLACE = re.compile(f"[{_DIGITS}]+")
_SPOKEN = re.compile(
    f"(?=.)(?:([{_DIGITS}]?)千)?(?:([{_DIGITS}]?)百)?(?:([{_DIGITS}]?)十)?([{_DIGITS}]?)"
)


def spoken(number: str) -> str:
    """A number of up to sixteen digits as it is spoken; digit by digit where it begins with 0."""
    if number.startswith("0"):
        return digit_by_digit(number)
    rest, told = int(number), ""
    for size, name in _LARGE:
        part, rest = divmod(rest, size)
        if part:
            told += _below_ten_thousand(part, after=bool(name)) + name
    return told


def _below_ten_thousand(number: int, *, after: bool) -> str:
    """`after`: 万 or more follows, before which even a single thousand is said as 一千."""
    told = ""
    for size, name in _SMALL:
        digit, number = divmod(number, size)
        if digit:
            silent = digit == 1 and name and not (size == 1000 and after)
            told += ("" if silent else _DIGITS[digit]) + name
    return told


def digit_by_digit(number: str) -> str:
    """1984 as 一九八四."""
    return "".join(_DIGITS[int(digit)] for digit in number)


def in_digits(numeral: str) -> str:
    """A kanji numeral below ten thousand in digits, spoken or digit by digit; else as it is."""
    if _BY_PLACE.fullmatch(numeral):
        return "".join(str(_DIGITS.index(digit)) for digit in numeral)
    found = _SPOKEN.fullmatch(numeral)
    if found is None:
        return numeral
    total = 0
    for (size, name), digit in zip(_SMALL, found.groups(), strict=True):
        if digit:
            total += size * _DIGITS.index(digit)
        elif digit == "" and name:
            total += size
    return str(total)


def respelt(text: str) -> tuple[str, ...]:
    """`text` with its numbers in the other script, in each way in which that is usual."""
    text = unicodedata.normalize("NFKC", text)
    forms = (
        _ARABIC.sub(lambda found: spoken(found.group()), text),
        _ARABIC.sub(lambda found: digit_by_digit(found.group()), text),
        _KANJI.sub(lambda found: in_digits(found.group()), text),
    )
    return tuple(form for form in dict.fromkeys(forms) if form != text)
