import QtQuick
import Shirabe
import Shirabe.Backend

/*
 Nobody is here. One blue field is the whole invitation; beside it today's hours and the week, My
 page and the lists; below, new books as they stand on a shelf.
*/
AttractPage {
    id: page

    readonly property bool tall: Theme.portrait
    readonly property int foot: height - Theme.block
    readonly property int gap: Theme.s4
    readonly property int side: tall ? width - 2 * Theme.margin : Math.round((width - 2 * Theme.margin) * (Theme.extra ? 0.44 : 0.369))
    readonly property bool roomForBooks: tall || !Theme.extra && !(Theme.compact && Theme.large)
    readonly property int workFoot: roomForBooks ? books.y - Theme.block : foot

    Invite {
        id: invite
        x: Theme.margin
        y: page.underHead
        width: page.tall ? page.side : page.width - 2 * Theme.margin - page.side - Theme.s8
        height: page.tall ? page.workFoot - y - hours.height - tiles.height - Theme.s4 - page.gap : page.workFoot - y
    }
    HoursPanel {
        id: hours
        x: page.tall ? Theme.margin : page.width - Theme.margin - page.side
        y: page.tall ? invite.y + invite.height + Theme.s4 : page.underHead
        width: page.side
        height: page.tall ? Math.max(least, Theme.mm(58)) : Math.min(page.workFoot - y - page.gap - Theme.tap, Math.max(least, Theme.mm(64.5)))
    }
    Row {
        id: tiles
        readonly property int cell: Math.floor((width - spacing) / 2)
        x: hours.x
        y: hours.y + hours.height + page.gap
        width: page.side
        height: page.tall ? Theme.wide(34) : page.workFoot - y
        spacing: page.gap

        AttractTile {
            width: tiles.cell
            height: tiles.height
            symbol: "person"
            text: qsTr("マイページ")
            under: qsTr("予約・貸出・延長")
            onClicked: Session.signInFor("my_page")
        }
        AttractTile {
            width: tiles.cell
            height: tiles.height
            symbol: "book"
            text: qsTr("本のリスト")
            under: qsTr("よく読まれる本・特集")
            onClicked: Displays.open()
        }
    }
    NewBooks {
        id: books
        visible: page.roomForBooks && Finding.arrivals.length > 0
        x: Theme.margin
        y: page.foot - rows * (bookHeight + page.gap) + page.gap - headTall - spacing
        width: page.width - 2 * x
        rows: page.tall && !Theme.large ? 2 : 1
        bookHeight: Math.min(Theme.mm(page.tall ? 78 : Theme.compact ? 50 : 72), Math.round(page.height * 0.3))
    }
}
