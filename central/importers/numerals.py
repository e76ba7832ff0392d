"""Arabic numbers as kanji numerals, so that a dictionary can read them: 32 is 三十二. Pure."""

_DIGITS = "〇一二三四五六七八九"
_LARGE = ((10**12, "兆"), (10**8, "億"), (10**4, "万"), (1, ""))
_SMALL = ((1000, "千"), (100, "百"), (10, "十"), (1, ""))


def spoken(number: str) -> str:
    """A number of up to sixteen digits as it is spoken; digit by digit where it begins with 0."""
    if number.startswith("0"):
        return "".join(_DIGITS[int(digit)] for digit in number)
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
