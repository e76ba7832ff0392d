"""Common words of the field in Japanese and English, where a library has none of its own."""

from collections.abc import Mapping

from kiosk.circulation.facts import Contact, HoldState, Kind, Residence, Source
from kiosk.circulation.profile import Words


def _said(ja: str, en: str) -> Words:
    return Words(ja=ja, en=en)


STATES: Mapping[HoldState, Words] = {
    HoldState.PROVISIONAL: _said("仮予約", "Provisional"),
    HoldState.INVESTIGATING: _said("調査中", "Being looked into"),
    HoldState.WAITING: _said("予約中", "Waiting"),
    HoldState.SEQUENCED: _said("順番待ち", "Later in series"),
    HoldState.IN_TRANSIT: _said("配送中", "On the way"),
    HoldState.READY: _said("用意できています", "Ready"),
    HoldState.CANCEL_REQUESTED: _said("取消申込中", "Cancel requested"),
    HoldState.CANCELLED: _said("取消済", "Cancelled"),
    HoldState.EXPIRED: _said("取り置き期限切れ", "Not fetched in time"),
    HoldState.FULFILLED: _said("貸出済", "Borrowed"),
    HoldState.REFUSED: _said("お受けできませんでした", "Not accepted"),
    HoldState.NEEDS_STAFF: _said("係が確認中", "Being checked by staff"),
}

KINDS: Mapping[Kind, Words] = {
    Kind.BOOK: _said("図書", "book"),
    Kind.MAGAZINE: _said("雑誌", "magazine"),
    Kind.KAMISHIBAI: _said("紙芝居", "kamishibai"),
    Kind.CASSETTE: _said("カセット", "cassette"),
    Kind.READING_CD: _said("朗読CD", "audiobook CD"),
    Kind.CD: _said("CD", "CD"),
    Kind.DVD: _said("DVD", "DVD"),
    Kind.VIDEO: _said("ビデオ", "video"),
    Kind.LD: _said("LD", "LD"),
}

CONTACTS: Mapping[Contact, Words] = {
    Contact.MAIL: _said("メール", "e-mail"),
    Contact.PHONE: _said("電話", "telephone"),
    Contact.NONE: _said("連絡不要", "no contact"),
}

SOURCES: Mapping[Source, Words] = {
    Source.OWN: _said("所蔵資料", "owned"),
    Source.NETWORK: _said("ネットワーク館の資料", "owned by the network"),
    Source.INTERLOAN: _said("未所蔵資料", "not owned"),
}

RESIDENCES: Mapping[Residence, Words] = {
    Residence.RESIDENT: _said("市内", "resident"),
    Residence.WIDE_AREA: _said("広域利用", "wide area"),
}
