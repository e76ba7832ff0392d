pragma ComponentBehavior: Bound

import QtQuick
import Shirabe
import Shirabe.Backend

/*
 The first page in low reach: above, the new books and today's hours for looking at; everything that
 can be touched stands in the lower 40 %.
*/
AttractPage {
    id: page

    readonly property bool tall: Theme.portrait
    readonly property int deckTall: height - Theme.gap - Theme.reach
    readonly property int readTall: Theme.reach - Theme.block - underHead
    readonly property int wide: width - 2 * Theme.margin
    readonly property int side: tall ? wide : Math.round(wide * (Theme.extra ? 0.44 : 0.369))
    readonly property int main: tall ? wide : wide - side - Theme.s8
    readonly property bool shelved: Finding.arrivals.length > 0 && !(Theme.compact && Theme.extra)

    NewBooks {
        id: books
        visible: page.shelved
        x: Theme.margin
        y: page.underHead
        width: page.main
        reading: true
        rows: page.tall && !Theme.large ? 2 : 1
        bookHeight: Math.floor(((page.tall ? page.readTall - hours.height - Theme.block : page.readTall) - headTall - spacing + Theme.s4) / rows) - Theme.s4
    }
    HoursPanel {
        id: hours
        x: page.tall || !page.shelved ? Theme.margin : page.width - Theme.margin - page.side
        y: page.tall && page.shelved ? page.underHead + page.readTall - height : page.underHead
        width: page.tall || !page.shelved ? page.wide : page.side
        height: page.tall && page.shelved ? Math.max(least, Theme.mm(58)) : page.readTall
        big: !page.tall && page.shelved
        reading: true
    }
    Invite {
        id: invite
        x: Theme.margin
        y: Theme.reach
        width: page.main
        height: page.tall ? page.deckTall - tiles.height - Theme.s4 : page.deckTall
    }
    Grid {
        id: tiles
        readonly property int many: page.shelved ? 4 : 3
        readonly property int rows_: Math.ceil(many / columns)
        x: page.width - Theme.margin - width
        y: page.height - Theme.gap - height
        width: page.side
        height: page.tall ? Theme.wide(36) : page.deckTall
        columns: page.tall ? many : 2
        spacing: Theme.gap

        component Tile: AttractTile {
            width: Math.floor((tiles.width + tiles.spacing) / tiles.columns) - tiles.spacing
            height: Math.floor((tiles.height + tiles.spacing) / tiles.rows_) - tiles.spacing
        }
        Tile {
            symbol: "person"
            text: qsTr("マイページ")
            under: qsTr("予約・貸出・延長")
            onClicked: Session.signInFor("my_page")
        }
        Tile {
            symbol: "book"
            text: qsTr("本のリスト")
            under: qsTr("よく読まれる本・特集")
            onClicked: Displays.open()
        }
        Tile {
            symbol: "calendar"
            text: qsTr("開館カレンダー")
            under: qsTr("お休みと時間")
            onClicked: Calendar.open()
        }
        Tile {
            visible: page.shelved
            symbol: "series"
            text: qsTr("新しく入った本")
            under: qsTr("ぜんぶ見る")
            onClicked: Finding.showArrivals()
        }
    }
}
