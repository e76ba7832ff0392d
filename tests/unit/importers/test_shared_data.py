"""Real files, where they are at hand: everything good arrives, nothing stops the reader."""

from pathlib import Path

import pytest

from central.importers.loading import ImportReport
from central.importers.reading import run
from kiosk.catalogue.records import Title

DATA = Path(__file__).resolve().parents[4] / "shared" / "data"

pytestmark = pytest.mark.skipif(not DATA.is_dir(), reason="the shared data folder is not here")


def load(name: str) -> tuple[ImportReport, list[Title]]:
    titles: list[Title] = []
    return run(DATA / name, titles.extend), titles


def damaged() -> list[Path]:
    return sorted(path for path in (DATA / "marc" / "damaged").rglob("*") if path.is_file())


@pytest.mark.parametrize("name", ["marc21.dat", "marc21.marcxml"])
def test_japan_marc_arrives_whole(name: str) -> None:
    report, titles = load(f"marc/japanmarc/{name}")
    assert (report.read, report.imported) == (233, 233)
    # Three records link to a reading that is not there, one is Korean.
    assert report.with_reading == 229
    assert len({title.id for title in titles}) == 233
    assert sum(bool(title.ndc) for title in titles) == 194
    assert sum(bool(title.isbn) for title in titles) >= 180
    assert sum(bool(title.series) for title in titles) >= 90
    assert sum(bool(title.volume) for title in titles) >= 80


def test_both_forms_of_japan_marc_agree() -> None:
    assert load("marc/japanmarc/marc21.dat")[1] == load("marc/japanmarc/marc21.marcxml")[1]


@pytest.mark.parametrize(
    ("name", "count", "with_reading"),
    [("aozora/aozora_works.tsv", 17696, 17696), ("manga/madb_manga_titles.csv", 41556, 36596)],
)
def test_tables_load_whole(name: str, count: int, with_reading: int) -> None:
    report, titles = load(name)
    assert (report.read, report.imported, report.with_reading) == (count, count, with_reading)
    assert len({title.id for title in titles}) == count


@pytest.mark.parametrize("path", damaged(), ids=lambda path: path.name)
def test_damaged_files_are_survived(path: Path) -> None:
    titles: list[Title] = []
    report = run(path, titles.extend)
    assert report.read == report.imported + len(report.set_aside)
    assert len(titles) == report.imported
    assert all(aside.position and aside.reason for aside in report.set_aside)


@pytest.mark.parametrize(
    ("name", "imported", "set_aside"),
    [
        ("bom_prefixed.mrc", 1, 0),
        ("crlf_between_records.mrc", 6, 0),
        ("leader_blank_encoding.mrc", 5, 0),
        ("missing_record_terminator.mrc", 3, 0),
        ("truncated_midrecord.mrc", 1, 1),
        ("utf8_split_inside_kanji.mrc", 2, 1),
    ],
)
def test_damaged_japan_marc(name: str, imported: int, set_aside: int) -> None:
    report, titles = load(f"marc/damaged/japanmarc/{name}")
    assert (report.imported, len(report.set_aside)) == (imported, set_aside)
    assert all(title.kana for title in titles)


@pytest.mark.parametrize(
    ("name", "title", "creator", "year", "isbn"),
    [
        (
            "koha_unimarcrecord.mrc",
            "Structures de données",
            "Jeffrey Esakov et Tom Weiss",
            1994,
            "9782124865147",
        ),
        (
            "pymarc_testunimarc.dat",
            "L'altra faccia della spirale",
            "Asimov, Isaac",
            1996,
            "9788804406822",
        ),
        (
            "koha_unimarclatin1utf8rec.mrc",
            "La favola dei ragazzi scalzi a Tòmas",
            "Tòmas, Giovanni Felice",
            1991,
            "",
        ),
    ],
)
def test_unimarc_is_read(name: str, title: str, creator: str, year: int, isbn: str) -> None:
    report, titles = load(f"marc/unimarc/{name}")
    assert report.exit_status == 0
    read = titles[0]
    assert (read.title, read.year, read.isbn) == (title, year, isbn)
    assert read.creators[0].name == creator


def test_western_records_show_japanese_script() -> None:
    _, titles = load("marc/cjk880/marc8_cjk1.marc")
    assert "アイヌ語" in titles[0].title


def test_a_shift_jis_table_with_crlf() -> None:
    report, _ = load("marc/japanmarc/resource_import_file_sample2.tsv")
    assert report.imported == 12
    assert report.exit_status == 3


def test_line_breaks_inside_cells() -> None:
    report, titles = load("marc/japanmarc/resource_import_file_sample5.tsv")
    assert report.exit_status == 0
    assert titles[0].title == "改行を含む タイトル"
