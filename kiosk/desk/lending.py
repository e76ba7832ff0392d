"""Loans on My page and their renewal, with the old and the new due date side by side."""

from datetime import date

from kiosk.circulation.facts import Account, Loan
from kiosk.circulation.loans import gains_from, overdue, renewal_refusals, renewed_due, shortens
from kiosk.circulation.messages import RenewBody, RequestKind, RequestState
from kiosk.circulation.reasons import Reason, Refusal, Refused
from kiosk.desk import requesting
from kiosk.desk.answers import LoanLine, RenewalPreview, RequestLine
from kiosk.desk.context import Context, Wish
from kiosk.desk.words import said

_ON_THE_WAY = frozenset({RequestState.QUEUED, RequestState.RECEIVED, RequestState.NEEDS_STAFF})


def lines(ctx: Context) -> tuple[LoanLine, ...]:
    """What the patron has at home, first due first."""
    ctx.may_act()
    account = ctx.account()
    waiting = _being_renewed(ctx)
    loans = sorted(account.loans, key=lambda loan: (loan.due, loan.copy))
    return tuple(_line(ctx, account, loan, loan.copy in waiting) for loan in loans)


def _line(ctx: Context, account: Account, loan: Loan, waiting: bool) -> LoanLine:
    refusals = renewal_refusals(ctx.library, loan, account, ctx.now())
    refusal = next(iter(refusals), None)
    note = said("renewal_queued", ctx.language) if waiting else _note(ctx, loan, refusal)
    return LoanLine(
        loan=loan,
        overdue=overdue(loan, _today(ctx)),
        can_renew=refusal is None and not waiting,
        refusal=refusal,
        refusals=refusals,
        note=note,
    )


def _note(ctx: Context, loan: Loan, refusal: Refusal | None) -> str:
    """Why not; or a warning that renewing today would make the due date earlier."""
    warning = refusal or shortens(ctx.library, loan, ctx.identity.branch, _today(ctx))
    return "" if warning is None else requesting.refusal_text(ctx, warning)


def preview(ctx: Context, copy_id: str) -> RenewalPreview:
    """Old and new due date; Refused where the loan cannot be renewed."""
    loan = _renewable(ctx, copy_id)
    today, branch = _today(ctx), ctx.identity.branch
    new_due = renewed_due(ctx.library, loan, branch, today)
    return RenewalPreview(
        copy=loan.copy,
        title_text=loan.title_text,
        old_due=loan.due,
        new_due=new_due,
        shortens=new_due < loan.due,
        gains_from=gains_from(ctx.library, loan, branch, today),
    )


def renew(ctx: Context, copy_id: str, confirm: bool) -> RequestLine:
    """Renew; Refused(would_shorten) where the new date is earlier and `confirm` is False."""
    ctx.may_act()
    loan = _renewable(ctx, copy_id)
    warning = shortens(ctx.library, loan, ctx.identity.branch, _today(ctx))
    if warning is not None and not confirm:
        raise Refused(warning)
    wish = Wish(RequestKind.RENEW, RenewBody(copy_id=copy_id, confirm=confirm))
    return requesting.line(ctx, ctx.ask_one(wish))


def _renewable(ctx: Context, copy_id: str) -> Loan:
    account = ctx.account()
    loan = next((loan for loan in account.loans if loan.copy == copy_id), None)
    if loan is None:
        raise Refused(Refusal.because(Reason.UNKNOWN_TITLE, loan="gone"))
    refusals = renewal_refusals(ctx.library, loan, account, ctx.now())
    if refusals:
        raise Refused(*refusals)
    if copy_id in _being_renewed(ctx):
        raise Refused(Refusal(Reason.RENEWED_ALREADY))
    return loan


def _being_renewed(ctx: Context) -> frozenset[str]:
    return frozenset(
        str(row.item.body["copy_id"])
        for row in ctx.rows()
        if row.kind is RequestKind.RENEW and row.state in _ON_THE_WAY
    )


def _today(ctx: Context) -> date:
    return ctx.now().date()
