"""Loans: how long, when overdue, whether one may be renewed, and whether that would shorten it.

Pure; days are the library's own calendar days (JST).
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from kiosk.circulation import calendar
from kiosk.circulation.facts import Account, Kind, Loan
from kiosk.circulation.library import Library
from kiosk.circulation.profile import Answer, Base, ClosedDue
from kiosk.circulation.reasons import Reason, Refusal


def loan_due(library: Library, kind: Kind, branch_id: str, on: date) -> date:
    """The due date of a loan made at a branch on a day."""
    for period in library.loans.periods:
        if not period.kinds or kind in period.kinds:
            return _due(library, branch_id, on + timedelta(days=period.days))
    return _due(library, branch_id, on + timedelta(days=library.loans.periods[0].days))


def overdue(loan: Loan, on: date) -> bool:
    """Whether a loan is overdue on a day; the due date itself is in time."""
    return loan.due < on


def may_lend(library: Library, kind: Kind, loans: Sequence[Loan]) -> Refusal | None:
    """Why a patron with these loans cannot borrow one more of a kind: the library's loan caps."""
    for cap in library.loans.caps:
        used = sum(loan.kind in cap.kinds for loan in loans)
        if kind in cap.kinds and used >= cap.limit:
            return Refusal.because(
                Reason.LIMIT_REACHED,
                label=cap.label.ja,
                label_en=cap.label.en,
                unit=cap.unit.ja,
                limit=cap.limit,
                lent=used,
            )
    return None


def may_renew(
    library: Library, loan: Loan, account: Account | None, at: datetime
) -> Refusal | None:
    """The most lasting reason why a loan cannot be renewed now, or None. See `renewal_refusals`."""
    return next(iter(renewal_refusals(library, loan, account, at)), None)


def renewal_refusals(
    library: Library, loan: Loan, account: Account | None, at: datetime
) -> tuple[Refusal, ...]:
    """Every reason why a loan cannot be renewed now, the most lasting first.

    Whether renewing would make the due date earlier is not asked here: see `shortens`.
    """
    return tuple(
        refusal
        for _, refusal in renewal_questions(library, loan, account, at)
        if refusal is not None
    )


def renewal_questions(
    library: Library, loan: Loan, account: Account | None, at: datetime
) -> tuple[tuple[str, Refusal | None], ...]:
    """Every question a renewal must pass: the setting of the profile, and why it fails."""
    rule, today = library.renewal, at.astimezone(calendar.JST).date()
    if not rule.offered:
        return (("renewal.offered", Refusal.because(Reason.NOT_OFFERED, what="renew")),)
    late = overdue(loan, today)
    other_late = rule.other_overdue is Answer.REFUSE and _others_overdue(account, loan, today)
    return (
        (
            "renewal.interloan",
            _if(loan.interloan and rule.interloan is Answer.REFUSE, Reason.RENEWAL_INTERLOAN),
        ),
        (
            "renewal.barred_kinds",
            _if(loan.kind in rule.barred_kinds, Reason.RENEWAL_KIND, kind=loan.kind),
        ),
        (
            "renewal.times",
            _if(loan.renewals >= rule.times, Reason.RENEWED_ALREADY, times=rule.times),
        ),
        (
            "renewal.on_hold",
            _if(
                loan.queue > 0 and rule.on_hold is Answer.REFUSE,
                Reason.RENEWAL_ON_HOLD,
                queue=loan.queue,
            ),
        ),
        (
            "renewal.overdue",
            _if(late and rule.overdue is Answer.REFUSE, Reason.RENEWAL_OVERDUE, due=loan.due),
        ),
        ("renewal.other_overdue", _if(other_late, Reason.OVERDUE)),
        ("renewal.opens_days_before", _too_early(library, loan, today)),
    )


def _if(refused: bool, reason: Reason, **facts: object) -> Refusal | None:
    return Refusal.because(reason, **facts) if refused else None


def decide_renewal(
    library: Library,
    loan: Loan,
    account: Account | None,
    branch_id: str,
    at: datetime,
    *,
    confirm: bool,
) -> tuple[tuple[Refusal, ...], date]:
    """The whole decision on a renewal: why not, and the due date it would have.

    A loan is never made shorter unless the patron has confirmed just that.
    """
    today = at.astimezone(calendar.JST).date()
    refusals = renewal_refusals(library, loan, account, at)
    warning = None if confirm else shortens(library, loan, branch_id, today)
    if not refusals and warning is not None:
        refusals = (warning,)
    return refusals, renewed_due(library, loan, branch_id, today)


def _others_overdue(account: Account | None, loan: Loan, today: date) -> bool:
    if account is None:
        return False
    return any(overdue(other, today) for other in account.loans if other.copy != loan.copy)


def _too_early(library: Library, loan: Loan, today: date) -> Refusal | None:
    days = library.renewal.opens_days_before
    if days is None or today >= (opens := loan.due - timedelta(days=days)):
        return None
    return Refusal.because(Reason.RENEWAL_TOO_EARLY, opens=opens)


def renewed_due(library: Library, loan: Loan, branch_id: str, on: date) -> date:
    """The due date a loan would have if it were renewed on a day."""
    rule = library.renewal
    base = on if rule.base is Base.RENEWAL_DAY else loan.due
    return _due(library, branch_id, base + timedelta(days=rule.days))


def shortens(library: Library, loan: Loan, branch_id: str, on: date) -> Refusal | None:
    """The warning where renewing on a day would make the due date earlier; else None.

    The same date is no warning: nothing is lost, though nothing is gained either.
    """
    new = renewed_due(library, loan, branch_id, on)
    if new >= loan.due:
        return None
    gains = gains_from(library, loan, branch_id, on)
    facts = {"old_due": loan.due, "new_due": new} | ({"gains_from": gains} if gains else {})
    return Refusal.because(Reason.WOULD_SHORTEN, **facts)


def gains_from(library: Library, loan: Loan, branch_id: str, on: date) -> date | None:
    """The first day, from `on` to the due date, on which renewing makes the due date later."""
    day = max(on, loan.due - timedelta(days=library.renewal.days))
    while day <= loan.due:
        if renewed_due(library, loan, branch_id, day) > loan.due:
            return day
        day += timedelta(days=1)
    return None


def _due(library: Library, branch_id: str, day: date) -> date:
    if library.loans.on_closing_day is ClosedDue.KEEP or calendar.is_open(library, branch_id, day):
        return day
    return calendar.next_open(library, branch_id, day) or day
