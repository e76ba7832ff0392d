"""Clean the small things records are full of: ISBNs, years, volume numbers, names, script.

Pure functions on text. They never add anything that is not in the text they are given.
"""

import re
import unicodedata

from kiosk.catalogue.rows import isbn_key

_TRAILING = " \t\u3000:;/,=+／，،\u200e\u200f"
_ERAS = {"明治": 1867, "大正": 1911, "昭和": 1925, "平成": 1988, "令和": 2018}
_KANJI_DIGITS = {"〇": 0, "零": 0, "一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7}
_KANJI_DIGITS |= {"八": 8, "九": 9, "壱": 1, "弐": 2, "参": 3}
_PLACES = {"上": 1, "前": 1, "乾": 1, "中": 2, "下": 3, "後": 3, "坤": 3}

_YEAR = re.compile(r"(?<!\d)(1[4-9]\d\d|20\d\d)(?!\d)")
_ERA_YEAR = re.compile(r"(明治|大正|昭和|平成|令和)\s*(元|\d{1,2})")
_ISBN = re.compile(r"[0-9０-９][0-9０-９Xxｘ\-\u2010-\u2015ー－ ]{8,20}")
_LIKE_ISBN = re.compile(r"[0-9０-９](?:[\-\u2010-\u2015ー－ ]?[0-9０-９Xxｘ]){5,}")
_NUMBER = re.compile(r"\d{1,6}")
_KANJI_NUMBER = re.compile(r"[〇零一二三四五六七八九十百壱弐参]+")
_KANA = re.compile(r"[ぁ-ゖァ-ヺー・ゝゞヽヾ]")
_HAN = re.compile(r"[㐀-䶿一-鿿豈-﫿々〆〇𠀀-𯿿]")
_OTHER_SCRIPT = re.compile(r"[^\W\d_]")
# 「夏目 漱石」 is one word on a book; 「アーヴィング ワシントン」 is two.
_SPACED_NAME = re.compile(
    r"(?<=[぀-ゟ㐀-鿿々])[ \u3000]+(?=[぀-ヿ㐀-鿿々])|(?<=[ァ-ー])[ \u3000]+(?=[぀-ゟ㐀-鿿々])"
)


def tidy(text: str) -> str:
    """Text on one line, without the punctuation that catalogue rules put between parts."""
    line = " ".join(text.split())
    return line.rstrip(_TRAILING).lstrip(" \u200e\u200f")


def sentence_end(text: str) -> str:
    """`tidy`, and without the full stop that closes a field; an ellipsis stays."""
    line = tidy(text)
    if line.endswith(".") and not line.endswith(".."):
        line = line[:-1]
    return line.rstrip(_TRAILING)


def isbn(text: str) -> str:
    """The first ISBN in a text as 13 digits; where no check digit proves one, the first number
    that has an ISBN's length, as it is printed; "" where there is none."""
    printed = ""
    for found in _ISBN.finditer(text):
        digits = re.sub(r"[^0-9X]", "", unicodedata.normalize("NFKC", found.group()).upper())
        for candidate in (digits[:13], digits[:10]):
            if proven := isbn_key(candidate):
                return proven
        if len(digits) in (10, 13) and not printed:
            printed = tidy(found.group())
    return printed


def like_isbn(text: str) -> str:
    """The first number in a text that can have been meant for an ISBN, or ""; no price is."""
    found = _LIKE_ISBN.search(text)
    return found.group() if found else ""


def first_number(text: str) -> str:
    """The first number in a text as it is written there, or ""."""
    found = re.search(r"\d+", text)
    return found.group() if found else ""


def year(text: str) -> int | None:
    """The first year in a text, western or of a Japanese era."""
    plain = unicodedata.normalize("NFKC", text)
    if found := _YEAR.search(plain):
        return int(found.group(1))
    if era := _ERA_YEAR.search(plain):
        count = 1 if era.group(2) == "元" else int(era.group(2))
        return _ERAS[era.group(1)] + count
    return None


def volume_number(text: str) -> int | None:
    """The number that orders a volume: 3 for 「第3巻」「巻三」; 1, 2, 3 for 上, 中, 下."""
    plain = unicodedata.normalize("NFKC", text)
    if found := _NUMBER.search(plain):
        return int(found.group())
    if kanji := _KANJI_NUMBER.search(plain):
        return _from_kanji(kanji.group())
    for sign, number in _PLACES.items():
        if sign in plain:
            return number
    return None


def _from_kanji(text: str) -> int | None:
    if "百" in text or "十" in text:
        hundreds, _, rest = text.rpartition("百")
        tens, ten, ones = rest.rpartition("十")
        parts = (
            (_digit(hundreds, 1) * 100 if "百" in text else 0),
            (_digit(tens, 1) * 10 if ten else 0),
            _digit(ones, 0),
        )
        return sum(parts)
    return int("".join(str(_KANJI_DIGITS[sign]) for sign in text[:6]))


def _digit(text: str, empty: int) -> int:
    return _KANJI_DIGITS.get(text[-1], empty) if text else empty


def is_kana(text: str) -> bool:
    """Whether a text can be read as it stands: kana, digits and signs, with at least one kana."""
    if not _KANA.search(text):
        return False
    return all(_KANA.match(sign) for sign in text if _OTHER_SCRIPT.match(sign) or sign in "〆〇々")


def is_reading(text: str) -> bool:
    """Whether a text can stand as a reading: no kanji in it, and kana, Latin or digits."""
    return bool(text.strip()) and not _HAN.search(text) and not _hangul(text)


def _hangul(text: str) -> bool:
    return any("가" <= sign <= "힣" for sign in text)


def has_japanese(text: str) -> bool:
    """Whether a text holds kana or kanji."""
    return bool(_KANA.search(text) or _HAN.search(text))


def person(name: str) -> str:
    """A name as it is written on a book: 「夏目, 漱石」 and 「夏目 漱石」 become 「夏目漱石」."""
    line = tidy(name)
    if has_japanese(line):
        line = re.sub(r"[,，、]\s*", " ", line)
        return _SPACED_NAME.sub("", line)
    return line


def person_reading(reading: str) -> str:
    """A reading of a name with family and given name parted by one space."""
    return tidy(re.sub(r"[,，、]\s*", " ", reading))


def ndc(text: str) -> str:
    """The first class number of the Nippon Decimal Classification in a text: 913.6, K913 → 913."""
    plain = unicodedata.normalize("NFKC", text)
    found = re.search(r"(?<!\d)(\d{1,3}(?:\.\d{1,6})?)", plain)
    return found.group(1) if found else ""


def first_kana(reading: str) -> str:
    """The first sound of a reading as one katakana without voicing: the mark on a spine label."""
    for sign in unicodedata.normalize("NFKC", reading):
        if "ぁ" <= sign <= "ゖ":
            sign = chr(ord(sign) + 0x60)
        if "ァ" <= sign <= "ヺ":
            return unicodedata.normalize("NFD", sign)[0]
    return ""
