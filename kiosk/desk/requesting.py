"""My requests: each row of the ledger as a line, and what came of it in words."""

from kiosk.circulation.messages import RequestKind, RequestState
from kiosk.circulation.reasons import Refusal, sentence
from kiosk.desk.answers import RequestLine
from kiosk.desk.context import Context, refusals_of
from kiosk.desk.overlay import UNKNOWN_TITLE
from kiosk.desk.words import kind_said, said
from kiosk.store.ledger import Row


def lines(ctx: Context) -> tuple[RequestLine, ...]:
    """The patron's requests, newest first; the newest verdicts are fetched where they can be."""
    ctx.may_act()
    if ctx.online():
        ctx.settle()
    rows = ctx.rows()
    titles = _titles_of_holds(ctx, rows)
    return tuple(line(ctx, row, titles) for row in rows)


def line(ctx: Context, row: Row, titles: dict[str, str] | None = None) -> RequestLine:
    """One request as it stands."""
    title_id = _title_id(ctx, row, titles or {})
    title = None if title_id is None else ctx.title(title_id)
    text = title.title if title is not None else ""
    if title_id is not None and title is None:
        text = UNKNOWN_TITLE
    refusals = refusals_of(row)
    refusal = next(iter(refusals), None)
    return RequestLine(
        id=row.item.key,
        kind=row.kind,
        receipt=ctx.identity.receipt(row.item.seq),
        title=title_id,
        title_text=text,
        ok=row.state is not RequestState.REFUSED,
        state=row.state,
        refusal=refusal,
        refusals=refusals,
        text=_text(ctx, row, text, refusal),
        placed_at=row.item.placed_at,
    )


def refusal_text(ctx: Context, refusal: Refusal) -> str:
    """A refusal in the language of the visit."""
    return sentence(refusal, ctx.language)


def _text(ctx: Context, row: Row, title_text: str, refusal: Refusal | None) -> str:
    """What came of it; empty while all is well."""
    if row.state is RequestState.REFUSED:
        why = "" if refusal is None else refusal_text(ctx, refusal)
        if row.kind is RequestKind.HOLD:
            return said("refused", ctx.language, what=title_text, why=why).strip()
        kind = kind_said(row.kind.value, ctx.language)
        return said("refused_kind", ctx.language, what=kind, why=why).strip()
    if row.state is RequestState.NEEDS_STAFF:
        return said("needs_staff", ctx.language)
    if row.state is RequestState.CANCELLED:
        return said("cancelled", ctx.language)
    if row.state is RequestState.RECEIVED and refusal is not None:
        return refusal_text(ctx, refusal)
    if row.state is RequestState.QUEUED and not ctx.online():
        return said("queued", ctx.language)
    return ""


def _titles_of_holds(ctx: Context, rows: tuple[Row, ...]) -> dict[str, str]:
    """Hold ids to titles: of this terminal's requests, and of the account at hand."""
    titles = {
        row.item.key: str(row.item.body["title"]) for row in rows if row.kind is RequestKind.HOLD
    }
    session = ctx.session
    if session is not None and session.account is not None:
        titles |= {hold.id: hold.title for hold in session.account.holds}
    return titles


def _title_id(ctx: Context, row: Row, titles: dict[str, str]) -> str | None:
    body = row.item.body
    if "title" in body:
        return str(body["title"])
    if "hold" in body:
        key = str(body["hold"])
        if key in titles:
            return titles[key]
        return _titles_of_holds(ctx, ctx.rows()).get(key) if not titles else None
    if "copy_id" in body and ctx.session is not None and ctx.session.account is not None:
        loans = ctx.session.account.loans
        return next((loan.title for loan in loans if loan.copy == body["copy_id"]), None)
    return None
