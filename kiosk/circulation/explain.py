"""Why a title can or cannot be held: the whole decision, each rule with its setting and its words.

Pure, and no second implementation: the findings are those of `rules`, `states`, `loans` and
`calendar`, put beside the settings that they asked for. No name, card number or secret is in it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from kiosk.circulation import calendar, explain_words, loans, states, words
from kiosk.circulation.facts import Account, Channel, Contact, Hold, HoldState, Loan, TitleFacts
from kiosk.circulation.holds import first_state
from kiosk.circulation.library import Library
from kiosk.circulation.parts import Words
from kiosk.circulation.reasons import Refusal
from kiosk.circulation.rules import (
    Case,
    Finding,
    Outcome,
    contact_finding,
    hours_finding,
    judged,
    pickup_finding,
)
from kiosk.circulation.tree import Node, Setting, as_json, group, lines, made, told, worst

__all__ = ["Node", "Outcome", "Setting", "as_json", "explain", "lines"]

_DEADLINE = (
    "days",
    "unit",
    "counted_from",
    "until",
    "first_fetch",
    "cancel_from",
    "unreached_days",
)


def explain(
    library: Library,
    account: Account | None,
    title: TitleFacts,
    at: datetime,
    *,
    pickup: str | None = None,
    contact: Contact | None = None,
    branch: str | None = None,
    channel: Channel = Channel.TERMINAL,
    cart: Sequence[TitleFacts] = (),
) -> Node:
    """Why this title can or cannot be held (and renewed, cancelled, changed) at a moment.

    `account` None: nobody has signed in. `pickup`, `contact` None: each of them is judged.
    `branch`: where a renewal is asked for; None: the first.
    """
    case = Case(library, account, title, at, cart, channel)
    where, how = dict(_pickups(case, pickup)), dict(_contacts(case, contact))
    judgement = (
        group("rules", tuple(_node(case, one) for one in (*judged(case), hours_finding(case)))),
        _choice("pickups", tuple(where.values())),
        _choice("contacts", tuple(how.values())),
    )
    parts = (
        *judgement,
        group("afterwards", tuple(_afterwards(case, where, how))),
        *_own_holds(case),
        *_own_loans(case, branch or library.branches[0].id),
    )
    outcome = worst(part.outcome for part in judgement)
    return Node("decision", outcome, explain_words.said(outcome.value), None, (), parts)


def _node(case: Case, finding: Finding) -> Node:
    settings, seen = finding.settings, dict(finding.seen)
    return made(case.library, finding.rule, finding.outcome, settings, seen, finding.refusal)


def _choice(rule: str, parts: tuple[Node, ...]) -> Node:
    """One that can be chosen is enough."""
    open_ = any(part.outcome is Outcome.PASSES for part in parts)
    outcome = Outcome.PASSES if open_ else Outcome.REFUSES
    return Node(rule, outcome, explain_words.said(rule), None, (), parts)


# -- what is chosen -------------------------------------------------------------------------------


def _pickups(case: Case, pickup: str | None) -> Iterator[tuple[str, Node]]:
    places = {place.id: place for place in case.library.branches if place.pickup}
    for name in places if pickup is None else (pickup,):
        place = places.get(name)
        said = (
            ("place", place.name if place else name),
            ("place_en", place.english if place else name),
        )
        yield name, _node(case, replace(pickup_finding(case, name), seen=said))


def _contacts(case: Case, contact: Contact | None) -> Iterator[tuple[Contact, Node]]:
    ways = tuple(way.contact for way in case.library.contacts)
    for way in ways if contact is None else (contact,):
        label = _label(case.library, way)
        said = (("label", label.ja), ("label_en", label.en))
        yield way, _node(case, replace(contact_finding(case, way), seen=said))


def _label(library: Library, contact: Contact) -> Words:
    own = next((way.label for way in library.contacts if way.contact is contact), None)
    return own or words.CONTACTS[contact]


# -- what happens afterwards ----------------------------------------------------------------------


def _afterwards(
    case: Case, where: Mapping[str, Node], how: Mapping[Contact, Node]
) -> Iterator[Node]:
    library = case.library
    times = "intake.times" if library.intake.times else "intake.every_minutes"
    at = calendar.next_intake(library, case.at)
    decided = (times, "intake.processes", "intake.counter_first")
    seen = {"day": str(at or "-"), "at": f"{at:%H:%M}" if at else "-"}
    yield told(library, "intake", decided, seen)
    state = first_state(library, case.title)
    named = (f"holds.states.{state.value}.label", "titles.investigated")
    yield told(library, "first_state", named, _state_label(library, state))
    ways = [way for way, node in how.items() if node.outcome is not Outcome.REFUSES]
    for place, node in where.items():
        if node.outcome is not Outcome.REFUSES:
            yield from _deadlines(case, place, ways)


def _state_label(library: Library, state: HoldState) -> dict[str, str]:
    return {
        "label": states.label(library, state),
        "label_en": states.label(library, state, "en"),
    }


def _deadlines(case: Case, place: str, ways: Sequence[Contact]) -> Iterator[Node]:
    """The last day, were the title set aside and the patron told today; per way of being told."""
    library, branch = case.library, case.library.branch(place)
    by_rule: dict[int, list[Contact]] = {}
    for way in ways:
        number = calendar.deadline_of(library, place, way)
        if number is not None:
            by_rule.setdefault(number, []).append(way)
    for number, same in by_rule.items():
        until = calendar.pick_up(library, _ready_today(case, place, same[0]))
        if until is None:
            continue
        seen = {
            "place": branch.name,
            "place_en": branch.english,
            "contacts": "・".join(_label(library, way).ja for way in same),
            "contacts_en": ", ".join(_label(library, way).en for way in same),
            "by": str(until.by),
            "first": str(until.first),
            "until": f" {until.until:%H:%M}" if until.until else "",
        }
        yield told(library, "deadline", [f"pickup.deadlines.{number}.{k}" for k in _DEADLINE], seen)


def _ready_today(case: Case, place: str, contact: Contact) -> Hold:
    return Hold(
        id="",
        title=case.title.id,
        title_text="",
        kind=case.title.kind,
        state=HoldState.READY,
        placed_at=case.at,
        pickup=place,
        contact=contact,
        secured_on=case.today,
        notified_on=case.today,
        ready_since=case.today,
    )


# -- what the patron has already ------------------------------------------------------------------


def _own_holds(case: Case) -> Iterator[Node]:
    for hold in case.account.holds if case.account else ():
        if hold.title == case.title.id and hold.state.live:
            yield _own_hold(case.library, hold)


def _own_hold(library: Library, hold: Hold) -> Node:
    key = f"holds.states.{hold.state.value}"
    rights = {
        "cancel": states.may_cancel(library, hold),
        "change": states.may_change(library, hold),
    }
    parts = tuple(
        _answer(library, action, (f"{key}.{action}", "intake.processes"), refusal)
        for action, refusal in rights.items()
    )
    return told(library, "hold", (f"{key}.label",), _state_label(library, hold.state), parts)


def _answer(
    library: Library, rule: str, settings: tuple[str, ...], refusal: Refusal | None
) -> Node:
    outcome = Outcome.PASSES if refusal is None else Outcome.REFUSES
    return made(library, rule, outcome, settings, {}, refusal)


def _own_loans(case: Case, branch: str) -> Iterator[Node]:
    for loan in case.account.loans if case.account else ():
        if loan.title == case.title.id:
            yield _renewal(case, loan, branch)


def _renewal(case: Case, loan: Loan, branch: str) -> Node:
    library = case.library
    asked = loans.renewal_questions(library, loan, case.account, case.at)
    parts = [_answer(library, path, (path,), refusal) for path, refusal in asked]
    if not library.renewal.offered:
        return group("renewal", tuple(parts))
    shorter = loans.shortens(library, loan, branch, case.today)
    parts.append(_answer(library, "renewal.days", ("renewal.days", "renewal.base"), shorter))
    new_due = loans.renewed_due(library, loan, branch, case.today)
    seen = {"due": str(loan.due), "new_due": str(new_due)}
    said = explain_words.said("renewal_dates", seen)
    return replace(group("renewal", tuple(parts)), words=said)
