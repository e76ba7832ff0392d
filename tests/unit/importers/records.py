"""Small MARC records made for the tests, in the manner of JAPAN/MARC."""

from pymarc import Field, Indicators, Leader, Record, Subfield

LEADER = "00000cam a2200000zi 4500"
FIXED = "190212s2019    ja ||||g |||| ||||||jpn  "


def field(tag: str, *pairs: str, indicators: str = "  ") -> Field:
    """A field of subfields: field("245", "a", "title", "n", "1")."""
    codes = zip(pairs[::2], pairs[1::2], strict=True)
    return Field(tag, Indicators(*indicators), [Subfield(code, value) for code, value in codes])


def record(*fields: Field, number: str = "012345678", leader: str = LEADER) -> Record:
    """A record with the control fields every one has."""
    made = Record(force_utf8=leader[9] == "a")
    made.leader = Leader(leader)
    control = (Field("001", data=number), Field("003", data="JTNDL"), Field("008", data=FIXED))
    made.fields.extend((*control, field("040", "a", "JTNDL", "b", "jpn"), *fields))
    return made


def novel(number: str = "012345678", volume: str = "2") -> Record:
    """A volume of a novel with everything a Japanese record brings."""
    return record(
        field("020", "a", "978-4-10-353422-8 :", "c", "1800円"),
        field("084", "a", "KH611", "2", "kktb"),
        field("084", "a", "913", "2", "njb/09"),
        field("084", "a", "913.6", "2", "njb/10"),
        field(
            "245",
            "6",
            "880-01",
            "a",
            "長い旅 :",
            "b",
            "ある記録.",
            "n",
            volume + " /",
            "c",
            "山田太郎 著.",
        ),
        field("260", "6", "880-02", "a", "東京 :", "b", "みなと社,", "c", "2019.2."),
        field("300", "a", "301p ;", "c", "19cm."),
        field("490", "6", "880-03", "a", "みなと文庫 ;", "v", "や-1-2"),
        field("650", "6", "880-04", "a", "旅行", indicators=" 7"),
        field("700", "6", "880-05", "a", "山田, 太郎", indicators="1 "),
        field("880", "6", "245-01/(B", "a", "Nagai tabi :", "b", "Aru kiroku.", "n", volume),
        field("880", "6", "245-01/$1", "a", "ナガイ タビ :", "b", "アル キロク.", "n", volume),
        field("880", "6", "260-02/$1", "b", "ミナトシャ."),
        field("880", "6", "490-03/$1", "a", "ミナト ブンコ"),
        field("880", "6", "650-04/(B", "a", "Ryoko"),
        field("880", "6", "650-04/$1", "a", "リョコウ"),
        field("880", "6", "700-05/(B", "a", "Yamada, Taro"),
        field("880", "6", "700-05/$1", "a", "ヤマダ, タロウ"),
        number=number,
    )
