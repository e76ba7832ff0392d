"""What a patron does, line by line, through the very desk that the screen drives.

It turns forms into calls and answers into JSON, and decides nothing. Refusals pass through.
"""

from demo.play import answers
from demo.play import patron_lines as lines
from demo.play.answers import Json
from demo.play.forms import Bare, NotUnderstood
from demo.world import World
from kiosk.catalogue.search import BrowseList, Query
from kiosk.circulation.facts import Contact
from kiosk.circulation.reasons import Reason, Refusal, Refused
from kiosk.desk.answers import ItemChoice, RequestLine


def contact_of(word: str | None) -> Contact | None:
    """The contact a word means; a word that no library knows is refused, not misunderstood."""
    if word is None:
        return None
    try:
        return Contact(word)
    except ValueError:
        raise Refused(Refusal.because(Reason.CONTACT_UNKNOWN)) from None


class AtTheDesk:
    """A patron in front of the terminal."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._desk = world.desk

    # -- finding --------------------------------------------------------------------------------

    def search(self, line: lines.Search) -> Json:
        """Titles for a query."""
        query = Query(
            text=line.query,
            field=line.field,
            kinds=line.kinds,
            branch=line.branch,
            available=line.available,
            order=line.order,
            limit=line.limit,
            offset=line.offset,
        )
        return answers.found(self._desk.search(query))

    def suggest(self, line: lines.Suggest) -> Json:
        """Headings that go on from what was typed."""
        return answers.suggestions(self._desk.suggest(line.typed))

    def browse(self, line: lines.Browse) -> Json:
        """A ready-made list."""
        return answers.found(self._desk.browse(BrowseList(line.list_), line.key))

    def open(self, line: lines.OfTitle) -> Json:
        """The detail page."""
        return answers.page(self._desk.open(line.title))

    # -- the visit ------------------------------------------------------------------------------

    def sign_in(self, line: lines.SignIn) -> Json:
        """Card and secret."""
        signed = self._desk.sign_in(line.card, line.secret)
        return {
            "mode": signed.mode.value,
            "must_change": signed.must_change,
            "messages": list(signed.messages),
        }

    def sign_out(self, _line: Bare) -> Json:
        """Leave nothing behind."""
        self._desk.sign_out()
        return {}

    def cart_add(self, line: lines.OfTitle) -> Json:
        """Into the cart."""
        return answers.cart(self._desk.cart_add(line.title))

    def cart_remove(self, line: lines.OfTitle) -> Json:
        """Out of the cart."""
        return answers.cart(self._desk.cart_remove(line.title))

    def cart(self, _line: Bare) -> Json:
        """The cart."""
        return answers.cart(self._desk.cart())

    def place(self, line: lines.Place) -> Json:
        """Place holds."""
        items = tuple(
            ItemChoice(item.title, item.pickup, contact_of(item.contact)) for item in line.items
        )
        placed = self._desk.place(
            self._meant(line),
            line.pickup,
            contact_of(line.contact),
            items,
            line.series,
            line.confirm_mail,
        )
        return answers.placed(placed)

    def _meant(self, line: lines.Place) -> tuple[str, ...] | None:
        """The titles of `items` where they are not about the cart; None means the cart."""
        if line.titles is not None or not line.items:
            return line.titles
        in_cart = {one.title.id for one in self._desk.cart().items}
        asked = tuple(item.title for item in line.items)
        return None if in_cart.issuperset(asked) else asked

    # -- holds and requests -----------------------------------------------------------------------

    def requests(self, _line: Bare) -> Json:
        """My requests and what came of each."""
        return {"requests": [answers.request(one) for one in self._desk.requests()]}

    def holds(self, _line: Bare) -> Json:
        """Live holds, provisional ones included."""
        return {"holds": [answers.hold(one) for one in self._desk.holds()]}

    def cancelled(self, _line: Bare) -> Json:
        """Holds that ended."""
        return {"holds": [answers.hold(one) for one in self._desk.cancelled()]}

    def cancel(self, line: lines.Cancel) -> Json:
        """Cancel a hold."""
        return _one(self._desk.cancel(line.hold))

    def change(self, line: lines.Change) -> Json:
        """Another pickup place or contact."""
        return _one(self._desk.change(line.hold, line.pickup, contact_of(line.contact)))

    def order_series(self, line: lines.Series) -> Json:
        """Holds in reading order."""
        return _one(self._desk.order_series(line.holds))

    def clear_series(self, line: lines.Series) -> Json:
        """The reading order taken away."""
        return _one(self._desk.clear_series(line.holds))

    # -- loans ------------------------------------------------------------------------------------

    def loans(self, _line: Bare) -> Json:
        """What the patron has at home."""
        return {"loans": [answers.loan(one) for one in self._desk.loans()]}

    def renew_preview(self, line: lines.RenewPreview) -> Json:
        """Old and new due date."""
        return answers.preview(self._desk.renew_preview(line.copy_id))

    def renew(self, line: lines.Renew) -> Json:
        """Renew a loan."""
        return _one(self._desk.renew(line.copy_id, line.confirm))

    # -- the patron's own settings ----------------------------------------------------------------

    def change_password(self, line: lines.ChangePassword) -> Json:
        """Old and new secret."""
        return _one(self._desk.change_password(line.old, line.new))

    def register_password(self, line: lines.RegisterPassword) -> Json:
        """A first secret, registered by the patron."""
        return _one(
            self._desk.register_password(line.card, line.name, line.born, line.phone, line.new)
        )

    def set_email(self, line: lines.SetEmail) -> Json:
        """A new address, and how far it has come."""
        answer = self._desk.set_email(line.email)
        return {**_one(answer.request), "state": answer.state.value, "text": answer.text}

    def defaults(self, line: lines.DefaultsLine) -> Json:
        """Set what is named and keep the rest; then what is set now."""
        if line.model_fields_set - {"do"}:
            before = self._desk.settings()
            pickup = line.pickup if "pickup" in line.model_fields_set else before.pickup
            named = "contact" in line.model_fields_set
            contact = contact_of(line.contact) if named else before.contact
            _one(self._desk.set_defaults(pickup, contact))
        now = self._desk.settings()
        return {"pickup": now.pickup, "contact": now.contact.value if now.contact else None}

    def reminders(self, line: lines.Reminders) -> Json:
        """Mail before a due date."""
        return {**_one(self._desk.reminders(line.due_soon)), "due_soon": line.due_soon}

    def history(self, _line: Bare) -> Json:
        """The reading history."""
        page = self._desk.history()
        return {"on": page.on, "entries": [answers.entry(one) for one in page.entries]}

    def history_set(self, line: lines.HistorySet) -> Json:
        """Reading history on or off."""
        return {**_one(self._desk.history_set(line.on)), "on": line.on}

    def history_delete(self, line: lines.HistoryDelete) -> Json:
        """Lines of the reading history deleted."""
        return _one(self._desk.history_delete(line.ids))

    def favourites(self, _line: Bare) -> Json:
        """The patron's favourites."""
        return {"favourites": [answers.hit(one) for one in self._desk.favourites()]}

    def favourite_add(self, line: lines.OfTitle) -> Json:
        """A favourite more."""
        return _one(self._desk.favourite_add(line.title))

    def favourite_remove(self, line: lines.OfTitle) -> Json:
        """A favourite less."""
        return _one(self._desk.favourite_remove(line.title))

    def alerts(self, _line: Bare) -> Json:
        """New-arrival alerts."""
        return {"alerts": [{"id": one.id, "words": one.words} for one in self._desk.alerts()]}

    def alert_add(self, line: lines.AlertAdd) -> Json:
        """An alert more; its id is the id of the request."""
        return _one(self._desk.alert_add(line.words))

    def alert_change(self, line: lines.AlertChange) -> Json:
        """Other words."""
        return _one(self._desk.alert_change(line.id, line.words))

    def alert_remove(self, line: lines.AlertRemove) -> Json:
        """An alert less."""
        return _one(self._desk.alert_remove(line.id))

    # -- for everyone -----------------------------------------------------------------------------

    def status(self, _line: Bare) -> Json:
        """State of the data and of the services."""
        return answers.status(self._desk.status())

    def calendar(self, line: lines.Calendar) -> Json:
        """Open and closed days; without a branch this one, without a month this one."""
        branch = line.branch or self._world.terminal.branch.id
        month = line.month or self._world.clock.now().strftime("%Y-%m")
        year, number = (int(part) for part in month.split("-"))
        try:
            days = self._desk.calendar(branch, year, number)
        except KeyError:
            raise NotUnderstood("unknown branch") from None
        return {"branch": branch, "month": month, "days": [answers.day(one) for one in days]}


def _one(line: RequestLine) -> Json:
    """An answer that is one request: where the central has refused it already, so is the line."""
    if line.refusal is not None and not line.ok:
        raise Refused(line.refusal)
    return answers.request(line)
