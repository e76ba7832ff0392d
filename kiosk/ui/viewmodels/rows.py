"""A title of the desk as a row of the screen: words and the name of an icon, no colours.

Pure. Used by cart, My page, results and detail, so that a state reads the same everywhere.
"""

from collections.abc import Iterable
from typing import Any

from kiosk.catalogue.records import Title
from kiosk.circulation.facts import Kind
from kiosk.desk.answers import Here, TitleLine


def byline(title: Title, language: str = "ja", *, year: bool = True) -> str:
    """Author, publisher and year, parted by an ideographic space."""
    parts = [creator.name for creator in title.creators[:2]]
    if title.publisher:
        parts.append(title.publisher)
    if year and title.year is not None:
        parts.append(str(title.year) if language == "en" else f"{title.year}年")
    return "　".join(parts)


def full_title(title: Title) -> str:
    """Title with its volume, as it is asked for at the counter."""
    if title.volume and not title.title.endswith(title.volume):
        return f"{title.title} {title.volume}"
    return title.title


def state(line: TitleLine, language: str = "ja") -> dict[str, Any]:
    """Where a title stands: `icon`, `word`, `tone` (here or ink) and a second word."""
    icon, word, tone = _STATES[line.here][language == "en"]
    if line.here is Here.ELSEWHERE and line.place_text:
        word = f"At {line.place_text}" if language == "en" else f"{line.place_text}にあります"
    return {"icon": icon, "word": word, "tone": tone, "waiting": waiting(line.queue, language)}


def waiting(queue: int, language: str = "ja") -> str:
    """How many people wait; empty for nobody."""
    if queue <= 0:
        return ""
    if language == "en":
        return "1 person is waiting" if queue == 1 else f"{queue} people are waiting"
    return f"{queue}人が待っています"


def title_row(line: TitleLine, language: str = "ja") -> dict[str, Any]:
    """A title in the cart."""
    return {
        "id": line.title.id,
        "title": full_title(line.title),
        "byline": byline(line.title, language, year=False),
        "kind": line.title.kind.value,
        **state(line, language),
    }


def count_books(number: int, language: str = "ja", *, books: bool = True) -> str:
    """3冊 for books, 3点 for other or mixed material."""
    if language == "en":
        return f"{number} title{'' if number == 1 else 's'}"
    return f"{number}{'冊' if books else '点'}"


def only_books(lines: Iterable[TitleLine]) -> bool:
    """Whether 冊 is the right counting word for them."""
    return all(line.title.kind in (Kind.BOOK, Kind.MAGAZINE) for line in lines)


_STATES: dict[Here, tuple[tuple[str, str, str], tuple[str, str, str]]] = {
    Here.HERE: (("here", "ここにあります", "here"), ("here", "It is here", "here")),
    Here.ELSEWHERE: (("building", "ほかの館", "ink"), ("building", "At another branch", "ink")),
    Here.ON_LOAN: (("clock", "貸出中", "ink"), ("clock", "On loan", "ink")),
    Here.IN_BUILDING: (
        ("room", "館内でのみ見られます", "ink"),
        ("room", "In the building only", "ink"),
    ),
    Here.NONE: (("info", "窓口でお聞きください", "ink"), ("info", "Please ask at the desk", "ink")),
}
