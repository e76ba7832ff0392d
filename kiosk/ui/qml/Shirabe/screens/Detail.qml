pragma ComponentBehavior: Bound

import QtQuick
import Shirabe
import Shirabe.Backend

/*
 One title: left what it is and where it stands, right what to do. With large letters only shelf,
 label and hold stay; the rest is one touch away. Portrait: one under the other.
*/
FocusScope {
    id: page

    readonly property var book: Opened.title
    readonly property bool tall: Theme.portrait
    readonly property bool few: (Theme.extra || Theme.compact && Theme.large) && !tall
    // copies and series of a page with few things, or the shelf, take the whole page
    readonly property bool more: (few || brief) && Opened.more
    readonly property bool covered: more || Opened.shelf
    readonly property int gap: Theme.compact ? Theme.gap : Theme.s4
    readonly property int foot: height - Math.max(Theme.mm(4.5), Theme.block)
    readonly property int workY: head.y + head.height + Theme.block
    readonly property int side: tall ? width - 2 * Theme.margin : Theme.mm(few && Theme.compact ? 128 : Theme.compact ? 112 : few ? 167 : Theme.large ? 160 : 153)
    readonly property int main: tall ? side : width - 2 * Theme.margin - side - Theme.mm(Theme.compact ? 5 : 8)

    // portrait: what is left over is shared out, so that the page ends where its panels end
    readonly property int holdTall: hold.implicitHeight + (hold.allowed && !hold.here ? Theme.letter(72) : 0)
    readonly property int copiesFrom: about.y + about.height + Theme.s4 + shelf.implicitHeight + 2 * gap + holdTall
    readonly property int remaining: foot - copiesFrom - copies.least
    // upright and no room for a single copy or the series: they are one touch away, too
    readonly property bool brief: tall && remaining < (series.isSeries && !Theme.extra ? series.implicitHeight + gap : 0)
    readonly property int spare: !tall || Theme.large ? 0 : Math.max(0, foot - copiesFrom - copies.implicitHeight - (series.visible ? gap + series.implicitHeight : 0))

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

    Item {
        id: head
        x: Theme.margin
        y: Theme.headTop
        width: page.width - 2 * x
        height: Theme.tap
        visible: !page.covered

        Button {
            id: back
            chevron: "left"
            text: Opened.place !== "" ? qsTr("一覧へ") : qsTr("もどる")
            onClicked: Session.back()
        }
        Words {
            x: back.width + Theme.block
            width: buttons.x - x - Theme.gap
            height: parent.height
            visible: width > em * 5
            text: Theme.extra || Theme.compact || Theme.portrait && Theme.large ? "" : Opened.place
            em: page.tall ? Theme.second : Theme.letter(8.2)
            bold: true
            tall: 1.2
            maximumLineCount: 2
            color: Theme.ink
        }
        Row {
            id: buttons
            anchors.right: parent.right
            spacing: Theme.gap

            Button {
                readonly property bool kept: Lists.favourites.indexOf(page.book.id) >= 0
                readonly property bool terse: page.tall || Theme.large || Theme.compact || Opened.place !== ""
                visible: Lists.offersFavourites
                symbol: kept ? "tick" : "star"
                on: kept
                text: terse ? "" : qsTr("お気に入り")
                say: kept ? qsTr("お気に入りから外す") : qsTr("お気に入りに入れる")
                onClicked: Lists.toggleFavourite(page.book.id)
            }
            Button {
                visible: Opened.hasPrevious
                chevron: "left"
                text: qsTr("前の本")
                onClicked: Opened.previous()
            }
            Button {
                visible: Opened.hasNext
                chevron: "right"
                text: qsTr("次の本")
                onClicked: Opened.next()
            }
            Button {
                visible: Cart.count > 0 && !(page.few && Opened.hasNext && Opened.hasPrevious)
                kind: "blue"
                symbol: "basket"
                text: Theme.extra ? "" : Cart.cartLabel
                say: Cart.cartLabel + " " + Cart.count
                count: String(Cart.count)
                onClicked: Session.go("cart")
            }
        }
    }

    DetailAbout {
        id: about
        visible: !page.covered
        x: Theme.margin
        y: page.workY
        width: page.main
        few: page.few
    }

    // where
    CopiesTable {
        id: copies
        visible: !page.few && !page.brief && !page.covered
        x: Theme.margin
        y: page.tall ? hold.y + hold.height + page.gap : about.y + about.height + Theme.s4
        width: page.main
        height: implicitHeight
        copies: page.book.copies ?? []
        most: Math.max(1, Math.min(page.tall ? 6 : 5, Math.floor((page.foot - (series.visible ? series.implicitHeight + page.gap : 0) - (page.tall ? page.copiesFrom : y) - bodyTop) / rowHeight)))
    }
    SeriesStrip {
        id: series
        visible: (isSeries || volumes.length > 0) && !page.few && !page.brief && !page.covered && !(page.tall && Theme.extra) && (isSeries || (page.tall ? page.remaining >= implicitHeight + page.gap : y > copies.y + copies.bodyTop + copies.rowHeight))
        x: Theme.margin
        y: page.tall ? copies.y + copies.height + page.gap : page.foot - height
        width: page.main
        height: implicitHeight + Math.min(Theme.mm(22), Math.round(page.spare * 0.3))
    }

    Button {
        visible: page.brief && !page.covered && page.foot - y >= Theme.tap
        x: Theme.margin
        y: hold.y + hold.height + page.gap
        width: page.main
        chevron: "down"
        text: qsTr("ほかの館・シリーズ")
        onClicked: Opened.setMore(true)
    }

    // what to do
    ShelfPanel {
        id: shelf
        visible: !page.covered
        x: page.tall || page.few ? Theme.margin : page.width - Theme.margin - page.side
        y: page.tall || page.few ? about.y + about.height + Theme.s4 : page.workY
        width: page.few ? page.main : page.side
        height: page.few ? page.foot - y : page.tall ? implicitHeight + Math.round(page.spare * (shelved ? 0.4 : 0.2)) : shelved ? Math.max(least, page.foot - hold.implicitHeight - page.gap - y) : implicitHeight + Theme.mm(Theme.compact ? 4 : 10)
        acts: !page.few
    }
    Column {
        id: ways
        visible: page.few && !page.covered
        x: page.width - Theme.margin - page.side
        y: page.workY
        width: page.side
        spacing: page.gap

        Button {
            visible: (page.book.call ?? "") !== "" || (page.book.shelf ?? "") !== ""
            width: parent.width
            kind: "blue"
            symbol: "map"
            text: qsTr("棚を大きく見る")
            onClicked: Opened.setShelf(true)
        }
        Button {
            width: parent.width
            chevron: "down"
            text: qsTr("ほかの館・シリーズ")
            onClicked: Opened.setMore(true)
        }
    }
    HoldPanel {
        id: hold
        visible: !page.covered
        x: shelf.x === Theme.margin && !page.tall ? page.width - Theme.margin - page.side : shelf.x
        y: page.tall ? shelf.y + shelf.height + page.gap : page.few ? page.foot - height : shelf.y + shelf.height + page.gap
        width: page.side
        room: page.tall ? page.foot - page.gap - Theme.tap - (shelf.y + shelf.implicitHeight + page.gap) : page.foot - page.gap - (page.few ? ways.y + ways.height : page.workY + shelf.least)
        height: page.tall ? page.holdTall + (allowed && !here ? Math.round(page.spare * 0.3) : 0) : page.few ? implicitHeight : Math.max(implicitHeight, page.foot - y)
    }

    Item {
        anchors.fill: parent
        visible: page.more

        Button {
            id: less
            x: Theme.margin
            y: Theme.headTop
            chevron: "left"
            text: qsTr("もどる")
            onClicked: Opened.setMore(false)
        }
        CopiesTable {
            id: moreCopies
            x: Theme.margin
            y: less.y + less.height + Theme.s4
            width: page.width - 2 * x
            height: implicitHeight
            copies: page.book.copies ?? []
            most: Math.max(1, Math.floor(((moreSeries.visible ? moreSeries.y - page.gap : page.foot) - y - bodyTop) / rowHeight))
        }
        SeriesStrip {
            id: moreSeries
            x: Theme.margin
            y: page.foot - height
            width: page.width - 2 * x
            height: implicitHeight
        }
    }
    ShelfDialog {
        shown: Opened.shelf
    }
}
