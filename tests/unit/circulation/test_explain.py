"""The explanation of a decision: every rule, its setting, the outcome, the library's words."""

from collections.abc import Iterator
from datetime import date

import pytest

from kiosk.circulation.explain import Node, Outcome, as_json, explain, lines
from kiosk.circulation.explain_words import rules
from kiosk.circulation.facts import Channel, Contact, HoldState, Kind, Lending
from kiosk.circulation.library import parse
from tests.unit.circulation.scene import (
    FOLDER,
    LIBRARIES,
    NOON,
    account,
    at,
    hold,
    library,
    loan,
    title,
)
from tests.unit.circulation.scene import holds as many


def _all(node: Node) -> Iterator[Node]:
    yield node
    for part in node.parts:
        yield from _all(part)


def _one(tree: Node, rule: str) -> Node:
    return next(node for node in _all(tree) if node.rule == rule)


def test_a_full_limit_is_told_with_its_setting_and_the_words() -> None:
    tree = explain(
        library("niiza"), account(*many(3, Kind.MAGAZINE)), title(kind=Kind.MAGAZINE), NOON
    )
    limit = _one(tree, "limit")
    assert (tree.outcome, limit.outcome, limit.reason) == (
        Outcome.REFUSES,
        Outcome.REFUSES,
        "limit_reached",
    )
    assert limit.words.ja.startswith("予約数 雑誌: 3/3冊")
    setting = limit.settings[0]
    assert (setting.path, setting.value, setting.words, setting.assumption, setting.given) == (
        "limits.1.limit",
        "3",
        "「雑誌が3冊」",
        False,
        True,
    )


def test_every_rule_is_there_whatever_came_of_it() -> None:
    refused = explain(
        library("hitachiota"),
        account(loan("T1", due=date(2026, 11, 1)), born=date(2018, 1, 1)),
        title("T1", lending=Lending.REFERENCE),
        NOON,
    )
    passed = explain(library("hitachiota"), account(), title(), NOON)
    asked = "source latest_issue not_for_loan in_house_only own_hold own_loan card age area"
    expected = [*asked.split(), "overdue", "limit", "hours"]
    for tree in (refused, passed):
        assert [node.rule for node in tree.parts[0].parts] == expected
    found = [node.reason for node in refused.parts[0].parts if node.outcome is Outcome.REFUSES]
    assert found == ["not_for_loan", "own_loan", "too_young", "overdue"]
    assert passed.outcome is Outcome.PASSES


def test_a_deciding_setting_is_told_also_where_its_default_holds() -> None:
    age = _one(explain(library("niiza"), account(), title(), NOON), "age")
    (setting,) = age.settings
    assert (setting.path, setting.value, setting.given) == (
        "patrons.school_age_on_1_april",
        "-",
        False,
    )


def test_a_block_that_keeps_a_hold_provisional_is_neither_yes_nor_no() -> None:
    late = account(loan("L1", due=date(2026, 9, 1)))
    tree = explain(library("okayama"), late, title(), NOON)
    assert tree.outcome is Outcome.KEEPS_PROVISIONAL
    assert "延滞資料のご返却後、予約の確定" in _one(tree, "overdue").settings[0].words


def test_the_counter_is_not_asked_what_holds_for_the_internet() -> None:
    tree = explain(library("hitachiota"), account(), title(), NOON, channel=Channel.COUNTER)
    assert _one(tree, "age").outcome is Outcome.NOT_ASKED
    assert "terminal.like_internet" in [one.path for one in _one(tree, "age").settings]


def test_places_contacts_and_last_days_are_told() -> None:
    tree = explain(library("niiza"), account(email=None), title(), NOON)
    where = [node.words.ja for node in _one(tree, "pickups").parts]
    assert where == [
        "中央図書館",
        "福祉の里図書館",
        "ビブリア",
        "東北コミュニティセンター",
        "公民館",
    ]
    mail = _one(tree, "contacts").parts[0]
    assert (mail.outcome, mail.reason) == (Outcome.REFUSES, "contact_not_registered")
    kept = [node.words.ja for node in _all(tree) if node.rule == "deadline"]
    assert any("公民館・連絡不要" in text and "11月28日(土) 17:00まで" in text for text in kept)
    one = explain(library("niiza"), account(), title(), NOON, pickup="tohoku", contact=Contact.NONE)
    (day,) = [node for node in _all(one) if node.rule == "deadline"]
    assert "11月25日(水)から受取可" in day.words.ja
    assert "「確保日の翌開館日から受取可能となります」" in [s.words for s in day.settings]


def test_closed_hours_are_told_with_the_window() -> None:
    tree = explain(library("hitachiota"), account(), title(), at("2026-11-25 03:30"))
    hours = _one(tree, "hours")
    assert hours.reason == "closed_hours"
    assert [(one.path, one.value) for one in hours.settings] == [
        ("closed_windows.0.start", "03:00"),
        ("closed_windows.0.end", "05:00"),
        ("closed_windows.0.closes", "search, hold"),
    ]


def test_what_the_patron_has_of_it_is_told_as_well() -> None:
    mine = account(hold("T1", state=HoldState.READY), loan("T1", due=date(2026, 12, 5)), email=None)
    tree = explain(library("omitama"), mine, title("T1"), NOON)
    cancel = _one(tree, "cancel")
    assert (cancel.outcome, cancel.reason) == (Outcome.REFUSES, "state_forbids")
    assert cancel.settings[0].path == "holds.states.ready.cancel"
    shorter = _one(tree, "renewal.days")
    assert shorter.reason == "would_shorten"
    assert "12月5日(土) → 12月1日(火)" in _one(tree, "renewal").words.ja


def test_a_library_that_renews_nothing_says_so() -> None:
    tree = explain(library("hitachiota"), account(loan("T1")), title("T1"), NOON)
    assert _one(tree, "renewal.offered").reason == "not_offered"


@pytest.mark.parametrize("library_id", LIBRARIES)
def test_every_setting_named_stands_in_the_profile_and_its_words_too(library_id: str) -> None:
    text = (FOLDER / f"{library_id}.toml").read_text(encoding="utf-8")
    own = parse(text, library_id)
    tree = explain(own, account(hold("T1"), loan("T1")), title("T1", Kind.DVD), NOON)
    for node in _all(tree):
        assert node.rule in rules() | {"decision"}
        for setting in node.settings:
            assert setting.value
            if setting.words:
                assert setting.words in text, setting.path
            assert setting.given or not setting.words


def test_it_can_be_read_as_text_in_both_languages_and_as_json() -> None:
    tree = explain(library("omitama"), None, title(lending=Lending.REFERENCE, call="T 2"), NOON)
    ja, en = lines(tree), lines(tree, "en")
    assert ja[0] == "× 予約できません"
    assert en[0] == "× A hold cannot be placed"
    assert any("郷土資料" in line and line.endswith("[not_for_loan]") for line in ja)
    assert any("titles.not_for_loan = refuse  「" in line for line in ja)
    assert any("not asked here" in line for line in en)
    assert any("titles.shelf_classes.T = 郷土資料  「郷土資料(請求記号:T)" in line for line in ja)
    told = as_json(tree)
    assert told["outcome"] == "refuses"
    assert told["parts"][0]["parts"][0]["settings"][0]["path"] == "titles.sources"
