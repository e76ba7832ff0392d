"""Why something cannot be done: a code, the facts it needs, and a sentence in each language.

A refusal is never a boolean. Codes are a contract with scripts and with the central; sentences are
what a patron reads. Facts carry numbers and dates, never a name or a card number.
"""

from dataclasses import dataclass
from enum import StrEnum


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
