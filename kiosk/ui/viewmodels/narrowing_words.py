"""The names of filters and of their choices, in Japanese and in English. Tables only."""

from kiosk.catalogue.search import Field
from kiosk.desk.narrowing import Filter

Said = tuple[str, str]
"""In Japanese and in English."""

RECENT = (5, 10)
"""The filters 「5年以内」 and 「10年以内」."""
GROUPS: dict[Filter, Said] = {
    Filter.PLACE: ("場所", "Place"),
    Filter.KIND: ("種類", "Kind"),
    Filter.YEAR: ("出た年", "Year"),
    Filter.NDC: ("分野", "Subject"),
    Filter.FIELD: ("探すところ", "Search in"),
    Filter.AUDIENCE: ("読む人", "Readers"),
    Filter.LANGUAGE: ("本のことば", "Language"),
}
HERE: Said = ("この館にある", "Here now")
FREE: Said = ("いま借りられる", "Free now")
FIELDS: dict[Field, Said] = {
    Field.ANY: ("すべて", "Everywhere"),
    Field.TITLE: ("書名", "Title"),
    Field.CREATOR: ("著者", "Author"),
    Field.SUBJECT: ("件名", "Subject heading"),
    Field.SERIES: ("シリーズ", "Series"),
    Field.PUBLISHER: ("出版者", "Publisher"),
}
AUDIENCES: dict[str, Said] = {
    "picture": ("えほん", "Picture books"),
    "child": ("子ども", "Children"),
    "young": ("10代", "Teenagers"),
    "adult": ("おとな", "Adults"),
}
LANGUAGES: dict[str, Said] = {
    "ja": ("日本語", "Japanese"),
    "en": ("英語", "English"),
    "zh": ("中国語", "Chinese"),
    "ko": ("韓国・朝鮮語", "Korean"),
    "fr": ("フランス語", "French"),
    "de": ("ドイツ語", "German"),
    "es": ("スペイン語", "Spanish"),
    "pt": ("ポルトガル語", "Portuguese"),
    "it": ("イタリア語", "Italian"),
    "ru": ("ロシア語", "Russian"),
    "vi": ("ベトナム語", "Vietnamese"),
    "th": ("タイ語", "Thai"),
    "tl": ("フィリピノ語", "Filipino"),
    "id": ("インドネシア語", "Indonesian"),
    "ne": ("ネパール語", "Nepali"),
}


def named(names: dict[str, Said], code: str) -> Said:
    """The name of a code; the code itself where it has none here."""
    return names.get(code, (code, code))
