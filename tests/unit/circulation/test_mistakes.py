"""A profile whose settings do not fit together is refused: file, key, value, what is allowed."""

import pytest

from kiosk.circulation.library import ProfileError, parse
from tests.unit.circulation.scene import FOLDER

TEMPLATE = (FOLDER / "template.toml").read_text(encoding="utf-8")
CATCH_ALL = """[[pickup.deadlines]]
days = 7"""


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            'contacts = ["none"] ',
            'contacts = ["phone"] ',
            ["pickup.deadlines.0.contacts", '"phone"', "one of mail, none"],
        ),
        (
            'branches = ["bm_eki"]                                     # 館 /',
            'branches = ["bm_iki"]                                     # 館 /',
            ["pickup.barred.0.branches", '"bm_iki"', "one of chuo, bm_eki"],
        ),
        (
            'branches = ["bm_eki"]                                     # 館 /',
            'branches = ["chuo", "bm_eki"] # 館 /',
            ["pickup.barred", '"dvd"', "a place that is left"],
        ),
        ('slip_at = ["bm_eki"]', 'slip_at = ["bm"]', ["password.slip_at", '"bm"', "chuo, bm_eki"]),
        ('contact = "none" ', 'contact = "mail" ', ["contacts.1.contact", '"mail"', "only once"]),
        (
            "[[contacts]]      ",
            '[[limits]]\nlabel = {ja = "a", en = "a"}\nkinds = ["magazine", "cd"]\n'
            'scope = "all"\nunit = {ja = "点", en = "x"}\n[[contacts]]      ',
            ["limits.1.kinds", '"magazine"', "図書・雑誌"],
        ),
        (
            'kinds = ["book", "magazine", "kamishibai"]',
            'kinds = ["book", "book"]',
            ["limits.0.kinds", '"book"', "only once"],
        ),
        (CATCH_ALL, f'{CATCH_ALL}\nbranches = ["chuo"]', ["pickup.deadlines", "none for bm_eki"]),
        ('first = "self"', 'first = "slip"', ["password.register_here", 'first = "self"']),
        ('contacts = ["none"] ', "contacts = []  ", []),
        (
            'contacts = ["none"]                                       # 連絡方法(',
            'days = 2\nunit = "opening_days"\ncounted_from = "notice"\n[[pickup.deadlines]]\n'
            'branches = ["bm_eki"] #',
            ["pickup.deadlines.1", "no deadline before it"],
        ),
        ('closed_yearly = ["12-29/01-03"]', 'closed_yearly = ["02-30/03-01"]', ["02-30", "12-29"]),
        ("closed_days = [2026-10-06]", "closed_days = [2026-12-29]", ["opening.closed_days"]),
        ("closed_days = [2026-10-06]", 'closed_days = ["2026-10-06"]', ["2026-12-29, without"]),
        ('end = "04:00" ', 'end = "03:00" ', ["closed_windows.0.end", "another time"]),
        ('becomes = "reading_cd"', 'becomes = "cd"', ["titles.by_label.0.becomes", "another kind"]),
        (
            "[[loans.periods]]\ndays = 14 ",
            '[[loans.periods]]\nkinds = ["book"]\ndays = 14 ',
            ["loans.periods", "none for cassette, kamishibai, magazine"],
        ),
        (
            'sources = ["own", "network", "interloan"]',
            'sources = ["own"]',
            ["titles.investigated.0", '"interloan"', "one of own"],
        ),
        ("afterwards = true", "afterwards = false", ["series.order_states", "waiting, sequenced"]),
        ('order_states = ["waiting", "sequenced"]', "", ["series.order_states", "the states in"]),
        ('"ready", "due_soon"', '"due_soon"', ["contacts (mail)", "email.kinds has ready"]),
        ('"due_soon", ', "", ["offers.reminders", "due_soon"]),
        (', "alert"]', "]", ["offers.alerts", "email.kinds has alert"]),
        ("confirm_mail = false", "confirm_mail = true", ["flow.confirm_mail", "hold_placed"]),
        ("staff_step = ", "# staff_step = ", ["email.state_after", "staff_step"]),
        ("pickup = true", 'pickup = "no"', ["branches.1.pickup", '"no"', "true or false"]),
        ('times = ["09:00", "13:00"]', "", ["intake", "exactly one of times and every_minutes"]),
        (
            "# every_minutes = 60  ",
            "every_minutes = 60    ",
            ["intake", "exactly one of times and every_minutes"],
        ),
        (
            'steps = ["provisional", "waiting", "in_transit", "ready"]',
            'steps = ["waiting", "waiting"]',
            ["holds.steps.1", '"waiting"', "only once"],
        ),
        (
            'expired_card = "refuse"',
            'expired_card = "warn"',
            ["expired_card", "'keep_provisional'"],
        ),
        ("[renewal] ", "[renewals]\nx = 1\n[renewal] ", ["renewals is not a known key", "renewal"]),
        (
            'lending_weekdays = ["thu", "sat"]',
            'lending_weekdays = ["mon"]',
            ["branches.1.opening.lending_weekdays", '"mon"', "a weekday that is open"],
        ),
    ],
)
def test_settings_that_do_not_fit_are_named(old: str, new: str, told: list[str]) -> None:
    assert TEMPLATE.count(old) >= 1
    text = TEMPLATE.replace(old, new, 1)
    if not told:
        parse(text, "template.toml")
        return
    with pytest.raises(ProfileError) as refused:
        parse(text, "template.toml")
    message = str(refused.value)
    assert all(line.startswith("template.toml: ") for line in message.splitlines())
    for words in told:
        assert words in message


def test_a_total_may_stand_over_its_parts() -> None:
    total = (
        '[[limits]]\nlabel = {ja = "合計", en = "All"}\n'
        'kinds = ["book", "magazine", "kamishibai", "cd"]\n'
        'limit = 12\nscope = "all"\nunit = {ja = "点", en = "items"}\n[[contacts]]      '
    )
    assert len(parse(TEMPLATE.replace("[[contacts]]      ", total, 1), "t").limits) == 2


def test_all_mistakes_are_told_at_once() -> None:
    text = TEMPLATE.replace('first = "self"', 'first = "slip"').replace(', "alert"]', "]")
    with pytest.raises(ProfileError) as refused:
        parse(text, "template.toml")
    assert len(str(refused.value).splitlines()) == 3
