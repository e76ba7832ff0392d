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
    readonly property bool low: Theme.lowReach
    readonly property int gap: Theme.compact ? Theme.gap : Theme.s4
    readonly property int foot: height - Math.max(Theme.mm(4.5), Theme.block)
    readonly property int workY: low ? Theme.headTop : head.y + head.height + Theme.block
    readonly property int workFoot: low ? head.y - Theme.s4 : foot
    readonly property int side: tall ? width - 2 * Theme.margin : Theme.mm(few && Theme.compact ? 128 : Theme.compact ? 112 : few ? 167 : Theme.large ? 160 : 153)
    readonly property int main: tall ? side : width - 2 * Theme.margin - side - Theme.mm(Theme.compact ? 5 : 8)

    // portrait: what is left over is shared out, so that the page ends where its panels end
    readonly property int holdTall: hold.implicitHeight + (hold.allowed && !hold.here ? Theme.letter(72) : 0)
    readonly property int copiesFrom: about.y + about.height + Theme.s4 + shelf.implicitHeight + 2 * gap + holdTall
    readonly property int spare: !tall || Theme.large ? 0 : Math.max(0, workFoot - copiesFrom - copies.implicitHeight - (series.visible ? gap + series.implicitHeight : 0))

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
        y: page.low ? page.foot - height : Theme.headTop
        width: page.width - 2 * x
        height: Theme.tap
        visible: !Opened.shelf

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

    // what it is
    Column {
        id: about
        visible: !Opened.shelf
        x: Theme.margin
        y: page.workY
        width: page.main

        StateBadge {
            visible: !page.few
            symbol: page.book.kindIcon ?? ""
            text: page.book.kind ?? ""
            bold: false
            tone: "sub"
        }
        Words {
            readonly property bool long: text.length > (Theme.compact ? 22 : 34)
            width: parent.width
            text: page.book.title ?? ""
            em: long ? Theme.heading : Theme.compact ? Theme.letter(12) : Theme.bookTitle
            bold: true
            tall: 1.25
            maximumLineCount: page.few ? 2 : 3
            color: Theme.ink
            Accessible.role: Accessible.Heading
        }
        Words {
            width: parent.width
            visible: text !== "" && !page.few
            text: page.book.subtitle ?? ""
            em: Theme.notice
            tall: 1.45
        }
        Item {
            width: 1
            height: page.few ? 0 : Theme.s2
        }
        Flow {
            width: parent.width
            spacing: Theme.s4

            Button {
                visible: (page.book.creator ?? "") !== "" && !page.few
                kind: "blue"
                tall: Theme.tapRow
                em: Theme.second
                chevron: "right"
                text: qsTr("%1 の本をもっと見る").arg(page.book.creator ?? "")
                width: Math.min(implicitWidth, page.main)
                onClicked: Opened.moreBy()
            }
            Words {
                width: Math.min(implicitWidth, page.main)
                height: page.few ? implicitHeight : Math.max(Theme.tapRow, implicitHeight)
                text: page.few ? [page.book.creators ?? "", page.book.facts ?? ""].join("　") : page.book.facts ?? ""
                em: Theme.second
                tall: 1.4
            }
        }
    }

    // where
    CopiesTable {
        id: copies
        visible: !page.few && !Opened.shelf
        x: Theme.margin
        y: page.tall ? hold.y + hold.height + page.gap : about.y + about.height + Theme.s4
        width: page.main
        height: implicitHeight
        copies: page.book.copies ?? []
        most: Math.max(1, Math.min(page.tall ? 6 : 5, Math.floor((page.workFoot - (series.visible ? series.implicitHeight + page.gap : 0) - (page.tall ? page.copiesFrom : y) - bodyTop) / rowHeight)))
    }
    SeriesStrip {
        id: series
        visible: (isSeries || volumes.length > 0) && !page.few && !Opened.shelf && !(page.tall && Theme.extra) && (isSeries || page.tall || y > copies.y + copies.bodyTop + copies.rowHeight)
        x: Theme.margin
        y: page.tall ? copies.y + copies.height + page.gap : page.workFoot - height
        width: page.main
        height: implicitHeight + Math.min(Theme.mm(22), Math.round(page.spare * 0.3))
    }

    // what to do
    ShelfPanel {
        id: shelf
        visible: !Opened.shelf
        x: page.tall || page.few ? Theme.margin : page.width - Theme.margin - page.side
        y: page.tall || page.few ? about.y + about.height + Theme.s4 : page.workY
        width: page.few ? page.main : page.side
        height: page.few ? page.workFoot - y : page.tall ? implicitHeight + Math.round(page.spare * (shelved ? 0.4 : 0.2)) : shelved ? Math.max(implicitHeight, page.workFoot - hold.implicitHeight - page.gap - y) : implicitHeight + Theme.mm(Theme.compact ? 4 : 10)
        acts: !page.few
    }
    Column {
        visible: page.few && !Opened.shelf
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
        visible: !Opened.shelf
        x: shelf.x === Theme.margin && !page.tall ? page.width - Theme.margin - page.side : shelf.x
        y: page.tall ? shelf.y + shelf.height + page.gap : page.few ? page.workFoot - height : shelf.y + shelf.height + page.gap
        width: page.side
        height: page.tall ? page.holdTall + (allowed && !here ? Math.round(page.spare * 0.3) : 0) : page.few ? implicitHeight : Math.max(implicitHeight, page.workFoot - y)
    }

    Rectangle {
        anchors.fill: parent
        visible: page.few && Opened.more
        color: Theme.paper

        MouseArea {
            anchors.fill: parent
        }
        Button {
            id: less
            x: Theme.margin
            y: page.low ? page.foot - height : Theme.headTop
            chevron: "left"
            text: qsTr("もどる")
            onClicked: Opened.setMore(false)
        }
        CopiesTable {
            id: moreCopies
            x: Theme.margin
            y: page.low ? Theme.headTop : less.y + less.height + Theme.s4
            width: page.width - 2 * x
            height: implicitHeight
            copies: page.book.copies ?? []
            most: Math.max(1, Math.floor(((moreSeries.visible ? moreSeries.y - page.gap : page.workFoot) - y - bodyTop) / rowHeight))
        }
        SeriesStrip {
            id: moreSeries
            x: Theme.margin
            y: page.workFoot - height
            width: page.width - 2 * x
            height: implicitHeight
        }
    }
    ShelfDialog {
        shown: Opened.shelf
    }
}
