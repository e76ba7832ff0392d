"""What an explanation says of each rule, in Japanese and English, with the facts that were seen.

For staff; a patron reads `wordings`. Nothing here decides.
"""

from collections.abc import Mapping

from kiosk.circulation.parts import Words
from kiosk.circulation.reasons import filled

_SAID: Mapping[str, tuple[str, str]] = {
    "passes": ("予約できます", "A hold can be placed"),
    "keeps_provisional": (
        "申込みは受け付けますが、理由がなくなるまで仮予約のままです",
        "A hold is taken, but stays provisional until the reason is gone",
    ),
    "refuses": ("予約できません", "A hold cannot be placed"),
    "rules": ("資料・利用者・点数・時間", "Title, patron, number, hours"),
    "pickups": ("受取館", "Pickup places"),
    "contacts": ("連絡方法", "Contacts"),
    "afterwards": ("予約したあと", "Afterwards"),
    "not_asked": ("{rule}(ここでは問いません)", "{rule_en} (not asked here)"),
    "default": ("(既定値)", "(default)"),
    "source": ("所蔵: {source:source}", "Owned: {source:source}"),
    "latest_issue": ("雑誌の最新号", "Latest issue of a magazine"),
    "not_for_loan": (
        "禁帯出: {copies}点のうち貸出できるもの {lendable}点",
        "For loan: {lendable} of {copies} copies",
    ),
    "in_house_only": ("館内視聴用: {in_house}点", "For use in the building: {in_house} copies"),
    "own_hold": ("同じ資料の予約", "Own hold on it"),
    "own_loan": ("同じ資料の貸出", "Own loan of it"),
    "card": ("利用カードの有効期限: {seen}", "Card expires: {seen}"),
    "age": ("年齢: {seen}から", "Age: from {seen}"),
    "area": ("居住地: {seen:residence}", "Residence: {seen:residence}"),
    "overdue": ("返却期限を過ぎた資料: {seen}点", "Overdue loans that count: {seen}"),
    "limit": (
        "予約数 {label}: {used}/{limit}{unit}(かごに{in_cart}{unit})",
        "Holds, {label_en}: {used} of {limit}, {in_cart} in the cart",
    ),
    "hours": ("予約を受け付ける時間", "Hours in which holds are taken"),
    "pickup": ("{place}", "{place_en}"),
    "contact": ("{label}", "{label_en}"),
    "intake": ("受付処理: {day:day} {at}", "Next intake: {day:day} {at}"),
    "first_state": ("受付後の状態: {label}", "State once accepted: {label_en}"),
    "deadline": (
        "取り置き({place}・{contacts}): きょう確保・連絡すると"
        "{by:day}{until}まで、{first:day}から受取可",
        "Kept ({place_en}, {contacts_en}): secured and told today, until {by:day}{until}, "
        "to be fetched from {first:day}",
    ),
    "hold": ("この資料の予約: {label}", "The hold on it: {label_en}"),
    "cancel": ("取消", "Cancel"),
    "change": ("受取館・連絡方法の変更", "Change of pickup place and contact"),
    "renewal": ("この資料の延長", "Renewal of the loan"),
    "renewal_dates": (
        "この資料の延長: 返却期限 {due:day} → {new_due:day}",
        "Renewal of the loan: due {due:day} → {new_due:day}",
    ),
    "renewal.offered": ("延長の受付", "Renewal at the terminal"),
    "renewal.interloan": ("ほかの図書館から借りた資料", "Borrowed from another library"),
    "renewal.barred_kinds": ("資料の種類", "Kind of material"),
    "renewal.times": ("延長の回数", "Times renewed"),
    "renewal.on_hold": ("次の予約", "Others who wait"),
    "renewal.overdue": ("返却期限", "Due date"),
    "renewal.other_overdue": ("ほかの延滞資料", "Other overdue loans"),
    "renewal.opens_days_before": ("延長できる期間", "When renewing begins"),
    "renewal.days": ("延長後の返却期限", "Due date after renewing"),
}


def said(rule: str, seen: Mapping[str, str] | None = None) -> Words:
    """The line of a rule with its facts; the bare heading where no facts were seen."""
    ja, en = _SAID[rule]
    facts = seen or {}
    return Words(ja=_filled(ja, facts, "ja"), en=_filled(en, facts, "en"))


def rules() -> frozenset[str]:
    """Every rule that has words."""
    return frozenset(_SAID)


def _filled(wording: str, facts: Mapping[str, str], language: str) -> str:
    try:
        return filled(wording, facts, language)
    except KeyError:
        # The rule was not asked: there is nothing to tell but its heading.
        return wording.partition(":")[0].partition("{")[0].strip()
