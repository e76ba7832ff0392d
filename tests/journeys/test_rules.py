"""Rows of the libraries' rules that no other journey plays, at a real desk with a real central."""

from typing import Any

from tests.journeys.player import CARD, Player

OTHER = "10000002"


def _mails(play: Player) -> list[tuple[str, str]]:
    return [(mail["kind"], mail["text"]) for mail in play("mails")["mails"]]


def _begin(play: Player, *titles: str, **patron: Any) -> None:
    """Titles of one copy each, the patron, another one; signed in."""
    for title in titles:
        play.title(title)
    play.patron(**patron)
    play.patron(OTHER, "2468")
    play("sync")
    play.sign_in()


def test_an_address_in_niiza_counts_at_once_and_is_confirmed_after_15_minutes(
    niiza: Player,
) -> None:
    """登録後、メールアドレスはすぐにご利用いただけますが、登録後15分~1時間後に"""
    play = niiza
    _begin(play, "T1", email=None)
    assert play.place_refused("T1", contact="mail") == "contact_not_registered"
    assert play("set_email", email="hanako@example.org")["state"] == "registered"
    play.place_one("T1", contact="mail")
    play("clock", by=14 * 60)
    assert _mails(play) == []
    play("clock", by=2 * 60)
    assert [kind for kind, _ in _mails(play)] == ["registered"]
    play("clock", to="2026-11-24T12:30:00+09:00")
    kind, text = _mails(play)[-1]
    assert kind == "ready"
    assert "ためしの本 T1" in text


def test_who_cancels_in_niiza_and_asks_again_is_last(niiza: Player) -> None:
    """一度キャンセルしてしまうと、再予約の予約順位は最後になります"""
    play = niiza
    play.patron("10000003", "3579")
    _begin(play, "T1")
    play("given", loan={"card": "10000003", "copy": "T1-1"})
    first = play.place_one("T1")["id"]
    play("intake")
    other = {"card": OTHER, "title": "T1", "pickup": "chuo", "contact": "none"}
    play("staff", hold=other)
    assert play.hold("T1")["rank"] == 1
    play("cancel", hold=first)
    play.place_one("T1")
    play("intake")
    assert play.hold("T1")["rank"] == 2


def test_a_hold_in_niiza_tells_what_its_state_means_and_from_when_it_can_be_fetched(
    niiza: Player,
) -> None:
    """1番でも…1ヶ月程度お待ちいただくことがあります / 確保日の翌開館日から受取可能となります"""
    play = niiza
    play.title("S1", branch="tohoku")
    _begin(play, "T1")
    play("given", loan={"card": OTHER, "copy": "T1-1"})
    play.place_one("T1")
    play.place_one("S1", pickup="tohoku", contact="none")
    play("clock", to="2026-11-29T12:30:00+09:00")
    assert "1ヶ月程度" in play.hold("T1")["note"]
    assert play.hold("S1")["pick_up_from"] == "2026-11-25"
    assert play.hold("S1")["pick_up_by"] == "2026-12-02"


def test_a_series_in_niiza_is_ordered_afterwards_and_the_cart_says_so(niiza: Player) -> None:
    play = niiza
    _begin(play, "V1", "V2")
    told = play.line("place", titles=["V1", "V2"], pickup="chuo", contact="none", series=True)
    assert (told["ok"], told["reason"]) == (False, "series_not_offered")
    assert told["text"].startswith("順番は、予約のあとで")


def test_renewals_in_niiza_and_why_not(niiza: Player) -> None:
    """返却期限内で、次に予約がない場合について1回のみ / 借用資料は延長できません"""
    play = niiza
    play.title("I1", source="interloan")
    _begin(play, "T1", "T2")
    for copy, due in (("T1-1", "2026-11-28"), ("T2-1", "2026-11-23"), ("I1-1", "2026-11-28")):
        play("given", loan={"card": CARD, "copy": copy, "due": due})
    play("staff", hold={"card": OTHER, "title": "T2", "pickup": "chuo", "contact": "none"})
    loans = {one["copy"]: one for one in play("loans")["loans"]}
    assert loans["T1-1"]["can_renew"] is True
    assert loans["I1-1"]["reason"] == "renewal_interloan"
    reasons = [one["reason"] for one in loans["T2-1"]["reasons"]]
    assert reasons == ["renewal_on_hold", "renewal_overdue"]


def test_hitachiota_asks_by_mail_for_what_is_overdue(hitachiota: Player) -> None:
    """『返却期限が過ぎた場合の資料返却のお願い』"""
    play = hitachiota
    _begin(play, "T1")
    play("given", loan={"card": CARD, "copy": "T1-1", "due": "2026-11-25"})
    play("clock", to="2026-11-26T12:00:00+09:00")
    assert [kind for kind, _ in _mails(play)] == ["overdue"]


def test_who_cannot_be_reached_in_hitachiota_loses_the_hold(hitachiota: Player) -> None:
    """連絡がつかなかった場合には、予約をキャンセルさせていただきます。"""
    play = hitachiota
    _begin(play, "T1")
    play.place_one("T1", contact="phone")
    play("clock", to="2026-12-10T12:00:00+09:00")
    assert play.hold("T1")["state"] == "ready"
    play("clock", to="2026-12-11T12:00:00+09:00")
    assert play("holds")["holds"] == []
    assert play("open", title="T1")["copies"][0]["status"] == "available"


def test_murakami_names_no_titles_in_its_mails_and_never_writes_to_who_checks(
    murakami: Player,
) -> None:
    """自主確認を選ばれた方は…図書館からご連絡はいたしません"""
    play = murakami
    _begin(play, "T1", "T2")
    play.place_one("T1", contact="mail")
    play.place_one("T2", contact="none")
    play("clock", to="2026-11-25T09:00:00+09:00")
    ((kind, text),) = _mails(play)
    assert kind == "ready"
    assert "T1" not in text
    assert {play.hold(name)["state"] for name in ("T1", "T2")} == {"ready"}


def test_murakami_orders_a_series_in_the_cart_only(murakami: Player) -> None:
    play = murakami
    _begin(play, "T1")
    hold = play.place_one("T1")["id"]
    assert play.refused("order_series", holds=[hold]) == "series_not_offered"


def test_omitama_lends_three_audio_visual_items_at_once(omitama: Player) -> None:
    """AV資料の貸出は一度に合計3点まで"""
    play = omitama
    for number, kind in enumerate(("dvd", "cd", "video", "dvd")):
        play.title(f"D{number}", kind=kind)
    _begin(play, "B1")
    for number in range(3):
        play("staff", lend={"copy": f"D{number}-1", "card": CARD})
    told = play.line("staff", lend={"copy": "D3-1", "card": CARD})
    assert (told["reason"], told["text"]) == (
        "limit_reached",
        "AV資料の貸出は 3点までです。いま 3点 借りています。返却すると借りられます。",
    )
    play("staff", lend={"copy": "B1-1", "card": CARD})
    assert play.place_one("D3")["ok"]


def test_omitamas_staff_make_mail_the_usual_contact(omitama: Player) -> None:
    """電話連絡を受けた後に、図書館で連絡方法等の個人基本設定の変更を行います"""
    play = omitama
    _begin(play, "T1", email=None)
    assert play("cart")["contact"] == "phone"
    told = play("set_email", email="hanako@example.org")["text"]
    assert told.startswith("登録が完了した旨を、利用登録申請書を提出した図書館へお電話ください。")
    assert "受信できる設定" in told
    play("staff", approve_email={"card": CARD})
    assert play("cart")["contact"] == "mail"
    play("place", titles=["T1"], pickup="ogawa")
    assert play.hold("T1")["contact"] == "mail"


def test_omitama_takes_holds_in_three_times_a_day(omitama: Player) -> None:
    """処理は1日に3回、定時で行っております"""
    play = omitama
    _begin(play, "T1")
    play("given", loan={"card": OTHER, "copy": "T1-1"})
    play.place_one("T1")
    play("clock", to="2026-11-24T12:59:00+09:00")
    assert play.hold("T1")["label"] == "仮予約"
    play("clock", to="2026-11-24T13:01:00+09:00")
    assert play.hold("T1")["label"] == "予約中"


def test_okayama_reminds_of_what_is_due_soon(okayama: Player) -> None:
    """返却期限が近い資料をお知らせするメール"""
    play = okayama
    _begin(play, "T1")
    play("given", loan={"card": CARD, "copy": "T1-1", "due": "2026-11-27"})
    play("reminders", due_soon=True)
    play("clock", to="2026-11-25T12:00:00+09:00")
    assert [kind for kind, _ in _mails(play)] == ["due_soon"]


def test_okayama_orders_volumes_in_the_cart_and_afterwards(okayama: Player) -> None:
    """複数の資料を、届く順番を指定して予約することができます"""
    play = okayama
    _begin(play, "V1", "V2", "V3")
    play("place", titles=["V1", "V2"], pickup="chuo", contact="none", series=True)
    third = play.place_one("V3", contact="none")["id"]
    second = play.hold("V2")["id"]
    play("order_series", holds=[second, third])
    orders = {one["title"]: one["series_order"] for one in play("holds")["holds"]}
    assert (orders["V2"], orders["V3"]) == (1, 2)


def test_a_title_refused_for_many_reasons_tells_them_all(hitachiota: Player) -> None:
    play = hitachiota
    play.title("R1", copies=[{"id": "R1-1", "branch": "honkan", "lending": "reference"}])
    _begin(play, "T1", born="2018-01-01", expires="2026-11-20")
    play("given", loan={"card": CARD, "copy": "T1-1", "due": "2026-11-20"})
    (entry,) = play("place", titles=["R1"], pickup="honkan", contact="mail")["requests"]
    assert [one["reason"] for one in entry["reasons"]] == [
        "not_for_loan",
        "card_expired",
        "too_young",
        "overdue",
    ]
    assert all(one["text"] for one in entry["reasons"])
    told = play.line("cart_add", title="R1")
    assert [one["reason"] for one in told["reasons"]] == [one["reason"] for one in entry["reasons"]]
