"""What ゛ ゜ and 小 do to the last letter typed on the board. Pure."""

_VOICED = dict(
    zip(
        "かきくけこさしすせそたちつてとはひふへほう",
        "がぎぐげござじずぜぞだぢづでどばびぶべぼゔ",
        strict=True,
    )
)
_HALF = dict(zip("はひふへほ", "ぱぴぷぺぽ", strict=True))
_SMALL = dict(zip("あいうえおつやゆよわ", "ぁぃぅぇぉっゃゅょゎ", strict=True))

MARKS = {"゛": _VOICED, "゜": _HALF, "小": _SMALL}

_PLAIN: dict[str, str] = {}
for _table in (_VOICED, _HALF, _SMALL):
    _PLAIN.update({changed: plain for plain, changed in _table.items()})


def marked(text: str, mark: str) -> str:
    """`text` with its last letter voiced, half voiced or made small; a second touch undoes it."""
    if not text:
        return text
    last = text[-1]
    table = MARKS[mark]
    plain = _PLAIN.get(last, last)
    if plain not in table:
        return text
    changed = plain if table[plain] == last else table[plain]
    return text[:-1] + changed


def can_mark(text: str, mark: str) -> bool:
    """Whether the mark does anything to what has been typed."""
    return marked(text, mark) != text
