"""The Nippon Decimal Classification as a tree to tap through: ten classes, a hundred divisions.

Pure. A class is named by the digits that its titles' numbers begin with: `9` literature, `91`
Japanese literature. Japanese names are the classification's own, the English ones are ours. What
a number of a third digit means is not told here.
"""

from dataclasses import dataclass

_NAMES = """
0  総記                                    General works
00 総記                                    General works
01 図書館、図書館情報学                    Libraries and information science
02 図書、書誌学                            Books and bibliography
03 百科事典、用語索引                      Encyclopaedias and concordances
04 一般論文集、一般講演集、雑著            Essays, lectures and miscellanies
05 逐次刊行物、一般年鑑                    Periodicals and yearbooks
06 団体、博物館                            Societies and museums
07 ジャーナリズム、新聞                    Journalism and newspapers
08 叢書、全集、選集                        Series and collected works
09 貴重書、郷土資料、その他の特別コレクション Rare books and local collections
1  哲学                                    Philosophy and religion
10 哲学                                    Philosophy
11 哲学各論                                Topics in philosophy
12 東洋思想                                Asian thought
13 西洋哲学                                Western philosophy
14 心理学                                  Psychology
15 倫理学、道徳                            Ethics and morals
16 宗教                                    Religion
17 神道                                    Shinto
18 仏教                                    Buddhism
19 キリスト教、ユダヤ教                    Christianity and Judaism
2  歴史                                    History and geography
20 歴史、世界史、文化史                    World and cultural history
21 日本史                                  History of Japan
22 アジア史、東洋史                        History of Asia
23 ヨーロッパ史、西洋史                    History of Europe
24 アフリカ史                              History of Africa
25 北アメリカ史                            History of North America
26 南アメリカ史                            History of South America
27 オセアニア史、両極地方史                Oceania and the polar regions
28 伝記                                    Biography
29 地理、地誌、紀行                        Geography and travel
3  社会科学                                Social sciences
30 社会科学                                Social sciences
31 政治                                    Politics
32 法律                                    Law
33 経済                                    Economics
34 財政                                    Public finance
35 統計                                    Statistics
36 社会                                    Society
37 教育                                    Education
38 風俗習慣、民俗学、民族学                Customs, folklore and ethnology
39 国防、軍事                              Defence and military affairs
4  自然科学                                Natural sciences
40 自然科学                                Natural sciences
41 数学                                    Mathematics
42 物理学                                  Physics
43 化学                                    Chemistry
44 天文学、宇宙科学                        Astronomy and space
45 地球科学、地学                          Earth sciences
46 生物科学、一般生物学                    Biology
47 植物学                                  Plants
48 動物学                                  Animals
49 医学、薬学                              Medicine and pharmacy
5  技術・工学                              Technology and engineering
50 技術、工学                              Technology
51 建設工学、土木工学                      Civil engineering
52 建築学                                  Architecture
53 機械工学、原子力工学                    Machines and nuclear engineering
54 電気工学                                Electrical engineering
55 海洋工学、船舶工学、兵器、軍事工学      Ships and military engineering
56 金属工学、鉱山工学                      Metals and mining
57 化学工業                                Chemical industry
58 製造工業                                Manufacturing
59 家政学、生活科学                        Home and daily life
6  産業                                    Industry
60 産業                                    Industry
61 農業                                    Agriculture
62 園芸、造園                              Gardening and landscaping
63 蚕糸業                                  Silk industry
64 畜産業、獣医学                          Livestock and veterinary medicine
65 林業、狩猟                              Forestry and hunting
66 水産業                                  Fisheries
67 商業                                    Commerce
68 運輸、交通、観光事業                    Transport and tourism
69 通信事業                                Communications
7  芸術・美術                              Arts, sports and pastimes
70 芸術、美術                              Arts
71 彫刻、オブジェ                          Sculpture
72 絵画、書、書道                          Painting and calligraphy
73 版画、印章、篆刻、印譜                  Prints and seals
74 写真、印刷                              Photography and printing
75 工芸                                    Crafts
76 音楽、舞踊、バレエ                      Music and dance
77 演劇、映画、大衆芸能                    Theatre, film and entertainment
78 スポーツ、体育                          Sports
79 諸芸、娯楽                              Games and pastimes
8  言語                                    Language
80 言語                                    Language
81 日本語                                  Japanese
82 中国語、その他の東洋の諸言語            Chinese and other Asian languages
83 英語                                    English
84 ドイツ語、その他のゲルマン諸語          German and other Germanic languages
85 フランス語、プロバンス語                French and Provençal
86 スペイン語、ポルトガル語                Spanish and Portuguese
87 イタリア語、その他のロマンス諸語        Italian and other Romance languages
88 ロシア語、その他のスラブ諸語            Russian and other Slavic languages
89 その他の諸言語                          Other languages
9  文学                                    Literature
90 文学                                    Literature
91 日本文学                                Japanese literature
92 中国文学、その他の東洋文学              Chinese and other Asian literature
93 英米文学                                English and American literature
94 ドイツ文学、その他のゲルマン文学        German and other Germanic literature
95 フランス文学、プロバンス文学            French and Provençal literature
96 スペイン文学、ポルトガル文学            Spanish and Portuguese literature
97 イタリア文学、その他のロマンス文学      Italian and other Romance literature
98 ロシア・ソビエト文学、その他のスラブ文学 Russian and other Slavic literature
99 その他の諸言語文学                      Other literatures
"""


@dataclass(frozen=True, slots=True)
class NdcClass:
    """A class (`code` of one digit) or a division (of two), with its names."""

    code: str
    name: str
    english: str


def _read() -> dict[str, NdcClass]:
    lines = (line.split(maxsplit=2) for line in _NAMES.strip().splitlines())
    return {code: NdcClass(code, name, english) for code, name, english in lines}


_ALL = _read()
CLASSES = tuple(one for one in _ALL.values() if len(one.code) == 1)
DIVISIONS = tuple(one for one in _ALL.values() if len(one.code) == 2)


def named(code: str) -> NdcClass | None:
    """The class or division of exactly these digits; None for any other text."""
    return _ALL.get(code)


def of(number: str) -> NdcClass | None:
    """The division that a title's number (913.6) lies in, else its class; None where it has none
    (E, K291, nothing)."""
    digits = number.strip()
    return _ALL.get(digits[:2]) or _ALL.get(digits[:1])


def children(code: str = "") -> tuple[NdcClass, ...]:
    """What to tap next: the ten classes from the root, the ten divisions of a class, none below."""
    return tuple(one for one in _ALL.values() if one.code[:-1] == code)


def parent(code: str) -> NdcClass | None:
    """The class that a division, or a longer number, lies in; None for a class."""
    return of(code[:2][:-1] if len(code) < 3 else code[:2])


def path(code: str) -> tuple[NdcClass, ...]:
    """From the class down to these digits, for the way back: 文学 › 日本文学."""
    found = (named(code[:length]) for length in range(1, min(len(code), 2) + 1))
    return tuple(one for one in found if one is not None)
