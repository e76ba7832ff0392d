import QtQuick
import Shirabe
import Shirabe.Backend

/*
 One title in low reach: above what it is, where it stands and whether it can be held, for reading;
 the deck carries what can be done.
*/
FocusScope {
    id: page

    readonly property var book: Opened.title
    readonly property bool narrow: Theme.portrait
    // no room for everything: the copies take the place of the rest when they are asked for
    readonly property bool few: (Theme.extra || Theme.compact && Theme.large) && !narrow
    readonly property int volumes: book.volumesCount ?? 0
    readonly property bool holdable: hold.allowed
    readonly property bool copiesShown: !few || Opened.more

    focus: true
    Keys.onPressed: event => {
        event.accepted = true;
        if (event.key === Qt.Key_Escape || event.key === Qt.Key_Backspace)
            Session.back();
        else if (event.key === Qt.Key_PageDown)
            Opened.next();
        else if (event.key === Qt.Key_PageUp)
            Opened.previous();
        else
            event.accepted = false;
    }

    DeckPage {
        id: sheet

        anchors.fill: parent
        visible: !Opened.shelf
        focus: !Opened.shelf
        headless: true
        rows: page.narrow ? Lists.offersFavourites ? 7 : 6 : 3
        deck: [
            DeckRow {
                id: further
                readonly property bool shelf: (page.book.call ?? "") !== "" || (page.book.shelf ?? "") !== ""
                readonly property bool series: page.volumes > 1
                readonly property bool author: (page.book.creator ?? "") !== ""
                readonly property int many: [shelf, page.few, author, series, series && inOrder.offered, Lists.offersFavourites].filter(part => part).length
                visible: many > 0
                parts: page.narrow ? 2 : Math.max(1, many)
                tall: sheet.rowTall

                DeckButton {
                    visible: further.shelf
                    width: further.of(1)
                    tall: further.tall
                    kind: "blue"
                    symbol: "map"
                    text: qsTr("棚を大きく見る")
                    onClicked: Opened.setShelf(true)
                }
                DeckButton {
                    visible: page.few
                    width: further.of(1)
                    tall: further.tall
                    on: Opened.more
                    text: qsTr("どこにあるか")
                    onClicked: Opened.setMore(!Opened.more)
                }
                DeckButton {
                    readonly property bool kept: Lists.favourites.indexOf(page.book.id) >= 0
                    visible: Lists.offersFavourites
                    width: further.of(1)
                    tall: further.tall
                    symbol: kept ? "tick" : "star"
                    on: kept
                    text: qsTr("お気に入り")
                    say: kept ? qsTr("お気に入りから外す") : qsTr("お気に入りに入れる")
                    onClicked: Lists.toggleFavourite(page.book.id)
                }
                DeckButton {
                    visible: further.author
                    width: further.of(1)
                    tall: further.tall
                    text: qsTr("この著者の本")
                    onClicked: Opened.moreBy()
                }
                DeckButton {
                    visible: further.series
                    width: further.of(page.narrow && further.many % 2 === 1 ? 2 : 1)
                    tall: further.tall
                    text: qsTr("このシリーズ")
                    count: qsTr("%1冊").arg(page.volumes)
                    onClicked: Opened.wholeSeries()
                }
                DeckButton {
                    id: inOrder
                    readonly property bool offered: Opened.seriesAdvice === "" && page.volumes <= 6 && (page.book.volumes ?? []).some(volume => volume.holdable)
                    visible: further.series && offered
                    width: further.of(1)
                    tall: further.tall
                    symbol: page.few || further.many > 4 && !page.narrow ? "" : "series"
                    text: (Opened.seriesManner === "cart" ? qsTr("%1冊を順番に%2へ") : qsTr("%1冊とも%2へ")).arg(page.volumes).arg(Cart.cartLabel)
                    onClicked: Opened.addSeries()
                }
            },
            DeckRow {
                id: act
                parts: page.holdable ? 1 : 2
                tall: sheet.rowTall

                DeckButton {
                    visible: page.holdable
                    width: act.of(1)
                    tall: act.tall
                    em: Math.min(Theme.section, Math.round(tall * 0.42))
                    kind: "primary"
                    symbol: hold.inCart ? "tick" : "basket"
                    chevron: hold.inCart ? "right" : ""
                    count: hold.inCart ? "" : page.book.slotLeft ?? ""
                    text: hold.inCart ? qsTr("%1を見る").arg(Cart.cartLabel) : qsTr("%1へ入れる").arg(Cart.cartLabel)
                    onClicked: {
                        if (hold.inCart)
                            Session.go("cart");
                        else
                            Cart.add(page.book.id);
                    }
                }
                DeckButton {
                    visible: !page.holdable
                    width: act.of(1)
                    tall: act.tall
                    symbol: "search"
                    text: qsTr("似た本で、借りられるもの")
                    onClicked: Opened.similar()
                }
                DeckButton {
                    visible: !page.holdable
                    width: act.of(1)
                    tall: act.tall
                    symbol: "person"
                    text: qsTr("係に聞く")
                    say: qsTr("予約について係に聞く")
                    onClicked: Session.askStaff()
                }
            },
            DeckRow {
                id: foot
                readonly property int many: 1 + [Opened.hasPrevious, Opened.hasNext, Cart.count > 0].filter(part => part).length
                parts: page.narrow && many > 2 ? 2 : many
                tall: sheet.rowTall

                DeckButton {
                    width: foot.of(1)
                    tall: foot.tall
                    chevron: "left"
                    text: Opened.place !== "" ? qsTr("一覧へ") : qsTr("もどる")
                    onClicked: Session.back()
                }
                DeckButton {
                    visible: Opened.hasPrevious
                    width: foot.of(1)
                    tall: foot.tall
                    symbol: "up"
                    text: qsTr("前の本")
                    onClicked: Opened.previous()
                }
                DeckButton {
                    visible: Opened.hasNext
                    width: foot.of(1)
                    tall: foot.tall
                    symbol: "down"
                    text: qsTr("次の本")
                    onClicked: Opened.next()
                }
                DeckButton {
                    visible: Cart.count > 0
                    width: foot.of(1)
                    tall: foot.tall
                    kind: "blue"
                    symbol: "basket"
                    text: Cart.cartLabel
                    count: String(Cart.count)
                    onClicked: Session.go("cart")
                }
            }
        ]

        Item {
            id: work
            readonly property int gap: Theme.compact ? Theme.gap : Theme.s4
            readonly property int side: page.narrow ? width : Theme.mm(page.few && Theme.compact ? 128 : Theme.compact ? 112 : page.few ? 167 : 153)
            readonly property int main: page.narrow ? width : width - side - Theme.mm(Theme.compact ? 5 : 8)
            width: parent.width
            height: parent.height

            DetailAbout {
                id: about
                width: hold.visible ? work.main : work.width
                few: page.few
                reading: true
            }
            CopiesTable {
                id: copies
                visible: page.copiesShown
                y: page.narrow ? hold.y + hold.height + work.gap : about.height + work.gap
                width: hold.visible ? work.main : work.width
                height: implicitHeight
                copies: page.book.copies ?? []
                most: Math.max(1, Math.min(6, Math.floor((work.height - y - bodyTop) / rowHeight)))
            }
            ShelfPanel {
                id: shelf
                visible: !page.few || !Opened.more
                x: page.narrow || page.few ? 0 : work.width - work.side
                y: page.narrow || page.few ? about.height + work.gap : 0
                width: !page.few ? work.side : hold.visible ? work.main : work.width
                height: page.narrow ? implicitHeight : page.few ? work.height - y : Math.max(least, work.height - hold.implicitHeight - work.gap)
                acts: false
            }
            HoldPanel {
                id: hold
                visible: !page.few || !allowed
                x: work.width - work.side
                y: page.narrow ? shelf.y + shelf.height + work.gap : page.few ? 0 : work.height - height
                width: work.side
                room: page.narrow ? work.height - y - work.gap - copies.least : page.few ? work.height : work.height - shelf.least - work.gap
                height: page.few ? Math.max(implicitHeight, work.height) : implicitHeight
                acts: false
            }
            SeriesStrip {
                visible: page.narrow && (isSeries || volumes.length > 0) && y + height <= work.height
                y: copies.y + copies.height + work.gap
                width: work.width
                height: implicitHeight
                reading: true
            }
        }
    }
    ShelfDialog {
        shown: Opened.shelf
    }
}
