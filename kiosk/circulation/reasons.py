"""Why something cannot be done: a code, the facts it needs, and a sentence in each language.

A refusal is never a boolean. Codes are a contract with scripts and with the central; sentences are
what a patron reads: first what is, then what to do. Facts carry numbers, dates and words of the
library, never a patron's name or card number.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from enum import StrEnum
from string import Formatter
from typing import Any

from kiosk.circulation import wordings, words
from kiosk.circulation.facts import Contact, Kind, Residence, Source


class Reason(StrEnum):
    """Every reason a request may be refused for."""

    NOT_SIGNED_IN = "not_signed_in"
    WRONG_SECRET = "wrong_secret"
    LOCKED = "locked"
    MUST_CHANGE = "must_change"
    SECRET_FORM = "secret_form"
    LIMIT_REACHED = "limit_reached"
    NOT_FOR_LOAN = "not_for_loan"
    IN_HOUSE_ONLY = "in_house_only"
    LATEST_ISSUE = "latest_issue"
    OWN_LOAN = "own_loan"
    OWN_HOLD = "own_hold"
    NOT_OWNED = "not_owned"
    OVERDUE = "overdue"
    CARD_EXPIRED = "card_expired"
    TOO_YOUNG = "too_young"
    OUTSIDE_AREA = "outside_area"
    CLOSED_HOURS = "closed_hours"
    PICKUP_NOT_ALLOWED = "pickup_not_allowed"
    CONTACT_NOT_REGISTERED = "contact_not_registered"
    CONTACT_UNKNOWN = "contact_unknown"
    STATE_FORBIDS = "state_forbids"
    SERIES_NOT_OFFERED = "series_not_offered"
    RENEWED_ALREADY = "renewed_already"
    RENEWAL_ON_HOLD = "renewal_on_hold"
    RENEWAL_TOO_EARLY = "renewal_too_early"
    RENEWAL_OVERDUE = "renewal_overdue"
    RENEWAL_KIND = "renewal_kind"
    RENEWAL_INTERLOAN = "renewal_interloan"
    WOULD_SHORTEN = "would_shorten"
    NOT_OFFERED = "not_offered"
    UNKNOWN_TITLE = "unknown_title"
    UNKNOWN_HOLD = "unknown_hold"
    NO_ANSWER_OFFLINE = "no_answer_offline"


@dataclass(frozen=True, slots=True)
class Refusal:
    """One reason with its facts, for instance `limit_reached` with used=3, limit=3."""

    reason: Reason
    facts: tuple[tuple[str, str], ...] = ()

    @staticmethod
    def because(reason: Reason, **facts: object) -> "Refusal":
        """A refusal with named facts; every value is turned into text here, once."""
        return Refusal(reason, tuple(sorted((name, str(value)) for name, value in facts.items())))


class Refused(Exception):  # noqa: N818 - a patron is refused; nothing went wrong
    """Raised where a patron cannot have what was asked; carries every reason, best first."""

    def __init__(self, *refusals: Refusal) -> None:
        super().__init__(", ".join(refusal.reason.value for refusal in refusals))
        self.refusals = refusals

    @property
    def refusal(self) -> Refusal:
        """The most helpful reason."""
        return self.refusals[0]


# -- sentences -----------------------------------------------------------------------------------


def sentence(refusal: Refusal, language: str = "ja") -> str:
    """What a patron reads: Japanese for `ja…`, English for every other language.

    The first wording counts whose conditions and facts are all there; the last needs none.
    """
    japanese = language.startswith("ja")
    facts = dict(refusal.facts)
    speaker = _Speaker(japanese)
    for needs, wording in (wordings.JA if japanese else wordings.EN)[refusal.reason]:
        if _there(needs, facts) and all(name in facts for name in speaker.names(wording)):
            return speaker.vformat(wording, (), facts)
    raise LookupError(f"no plain wording for {refusal.reason.value}")


def filled(wording: str, facts: Mapping[str, str], language: str = "ja") -> str:
    """A wording with its facts, said in a language; KeyError where one is missing."""
    return _Speaker(language.startswith("ja")).vformat(wording, (), facts)


def languages() -> tuple[str, ...]:
    """The languages that have a sentence for every reason."""
    return ("ja", "en")


def _there(needs: str, facts: Mapping[str, str]) -> bool:
    for need in needs.split():
        name, equals, value = need.partition("=")
        if name not in facts or (equals and facts[name] != value):
            return False
    return True


class _Speaker(Formatter):
    """Fills a wording; a fact after a colon is said as a day, clock, kind, contact and so on."""

    def __init__(self, japanese: bool) -> None:
        self.japanese = japanese

    def names(self, wording: str) -> list[str]:
        return [name for _, name, _, _ in self.parse(wording) if name]

    def format_field(self, value: Any, format_spec: str) -> str:
        text = str(value)
        try:
            match format_spec:
                case "day":
                    return self._day(date.fromisoformat(text[:10]))
                case "clock":
                    return self._clock(_time(text))
                case "kind":
                    return words.KINDS[Kind(text)].said("ja" if self.japanese else "en")
                case "contact":
                    return words.CONTACTS[Contact(text)].said("ja" if self.japanese else "en")
                case "source":
                    return words.SOURCES[Source(text)].said("ja" if self.japanese else "en")
                case "residence":
                    return words.RESIDENCES[Residence(text)].said("ja" if self.japanese else "en")
        except ValueError:
            return text
        return text

    def _day(self, day: date) -> str:
        if self.japanese:
            return f"{day.month}月{day.day}日({'月火水木金土日'[day.weekday()]})"
        return f"{_DAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]}"

    def _clock(self, at: time) -> str:
        if not self.japanese:
            return f"{at:%H:%M}"
        half = "午前" if at.hour < 12 else "午後"
        minutes = f"{at.minute}分" if at.minute else ""
        return f"{half}{at.hour % 12}時{minutes}"


_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


_JST = timezone(timedelta(hours=9))


def _time(text: str) -> time:
    if len(text) <= len("03:00:00"):
        return time.fromisoformat(text)
    moment = datetime.fromisoformat(text)
    return (moment.astimezone(_JST) if moment.tzinfo else moment).time()
