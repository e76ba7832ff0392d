"""Setting the scene: stock, people and the counter, given to the central as its own data.

The terminal learns of it as it always does, at its next sync. What the script names wrongly (a
card or a branch that does not exist) is the script's fault and NotUnderstood.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import date
from typing import Any

from central.ils.builtin import NotKnown
from demo.play import scene_lines as lines
from demo.play.answers import Json
from demo.play.forms import NotUnderstood, named
from demo.world import World
from kiosk.catalogue.records import Copy, Creator, Title
from kiosk.circulation.facts import Contact, EmailState, Patron, SecretState
from kiosk.circulation.loans import loan_due
from kiosk.circulation.passwords import first_secret
from kiosk.circulation.reasons import Reason, Refusal, Refused

_UNKNOWN = {
    "copy": Reason.UNKNOWN_TITLE,
    "title": Reason.UNKNOWN_TITLE,
    "hold": Reason.UNKNOWN_HOLD,
    "loan": Reason.STATE_FORBIDS,
}


@contextmanager
def _known(*, refuse: bool = False) -> Iterator[None]:
    """Unknown ids are the script's fault; at the counter (`refuse`) only an unknown card is."""
    try:
        yield
    except NotKnown as error:
        if refuse and error.what in _UNKNOWN:
            raise Refused(Refusal(_UNKNOWN[error.what])) from None
        raise NotUnderstood(f"unknown {error.what}") from None


class Scene:
    """The hands of the library's staff and of whoever writes a journey."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._ils = world.central.ils

    def given(self, line: lines.Given) -> Json:
        """Put, update or remove one thing."""
        with _known():
            if line.patron:
                return self._patron(line.patron)
            if line.title:
                return self._title(line.title)
            if line.loan:
                return self._loan(line.loan)
            assert line.remove  # noqa: S101 - the form says exactly one
            return self._remove(line.remove)

    def staff(self, line: lines.Staff) -> Json:
        """One thing done at the counter; Refused where a rule forbids it."""
        acts: dict[str, Callable[[Any], Json]] = {
            "lend": self._lend,
            "return_": lambda form: self._done(self._ils.return_copy, form.copy_id),
            "arrive": lambda form: self._done(self._ils.arrive, form.copy_id),
            "hold": self._hold,
            "notify": lambda form: self._done(self._ils.notify, form.card, form.title),
            "reset_secret": self._reset_secret,
            "approve_email": lambda form: self._done(self._ils.approve_email, form.card),
        }
        (act,) = (name for name in acts if getattr(line, name) is not None)
        with _known(refuse=True):
            return acts[act](getattr(line, act))

    # -- stock and people -----------------------------------------------------------------------

    def _patron(self, form: lines.PatronForm) -> Json:
        told = named(form)
        secret = told.pop("secret", None)
        try:
            patron = replace(self._ils.account(form.card).patron, **told)
        except NotKnown:
            patron = Patron(**{"name": form.card, **told})
        if "email" in told:
            state = EmailState.REGISTERED if patron.email else EmailState.NONE
            patron = replace(patron, email_state=state)
        if secret is None and patron.secret_state is SecretState.INITIAL:
            secret = first_secret(self._world.library, patron)
        self._ils.put_patron(patron, secret)
        return {"card": form.card}

    def _title(self, form: lines.TitleForm) -> Json:
        told = named(form)
        if "creators" in told:
            told["creators"] = tuple(Creator(one.name, one.kana) for one in form.creators)
        if "volume" in told:
            told["volume"] = str(form.volume)
            told["volume_number"] = _number(form.volume)
        told["copies"] = tuple(self._copy(form.id, one) for one in form.copies)
        known = self._world.central.catalogue.title(form.id)
        if known is None:
            if not form.title:
                raise NotUnderstood('missing key: "title.title"')
            known = Title(id=form.id, title=form.title, added=self._world.clock.now().date())
        self._ils.put_title(replace(known, **told))
        return {"title": form.id, "copies": [one.id for one in form.copies]}

    def _copy(self, title: str, form: lines.CopyForm) -> Copy:
        self._branch(form.branch)
        told = named(form)
        known = self._world.central.catalogue.title(title)
        for copy in known.copies if known else ():
            if copy.id == form.id:
                return replace(copy, **told)
        return Copy(**told)

    def _branch(self, branch: str) -> None:
        try:
            self._world.library.branch(branch)
        except KeyError:
            raise NotUnderstood("unknown branch") from None

    def _loan(self, form: lines.LoanForm) -> Json:
        lent = form.lent or self._world.clock.now().date()
        self._ils.put_loan(form.card, form.copy_id, lent, form.due or lent, form.renewals)
        due = form.due or self._usual_due(form.card, form.copy_id, lent)
        self._ils.put_loan(form.card, form.copy_id, lent, due, form.renewals)
        return {"copy": form.copy_id, "due": due}

    def _usual_due(self, card: str, copy: str, lent: date) -> date:
        (loan,) = (one for one in self._ils.account(card).loans if one.copy == copy)
        title = self._world.central.catalogue.title(loan.title)
        branches = [one.branch for one in title.copies if one.id == copy] if title else []
        return loan_due(self._world.library, loan.kind, branches[0], lent)

    def _remove(self, form: lines.RemoveForm) -> Json:
        acts: dict[str, Callable[[str], None]] = {
            "title": self._ils.remove_title,
            "copy_id": self._ils.remove_copy,
            "patron": self._ils.remove_patron,
        }
        for name, act in acts.items():
            thing = getattr(form, name)
            if thing is not None:
                with suppress(NotKnown):
                    act(thing)
        return {}

    # -- the counter ----------------------------------------------------------------------------

    def _done(self, act: Callable[..., None], *arguments: str) -> Json:
        act(*arguments)
        return {}

    def _lend(self, form: lines.CopyAndCard) -> Json:
        loan = self._ils.lend(form.copy_id, form.card)
        return {"copy": loan.copy, "title": loan.title, "due": loan.due}

    def _hold(self, form: lines.CounterHold) -> Json:
        self._branch(form.pickup)
        try:
            contact = Contact(form.contact)
        except ValueError:
            raise NotUnderstood("unknown contact") from None
        hold = self._ils.hold(form.card, form.title, form.pickup, contact)
        return {"id": hold.id, "title": hold.title, "state": hold.state.value}

    def _reset_secret(self, form: lines.CardOnly) -> Json:
        """The slip is for the patron's eyes, and this script is the patron: it is shown."""
        return {"slip": self._ils.reset_secret(form.card)}


def _number(volume: str | int) -> int | None:
    digits = "".join(sign for sign in str(volume) if sign.isdigit())
    return int(digits) if digits else None
