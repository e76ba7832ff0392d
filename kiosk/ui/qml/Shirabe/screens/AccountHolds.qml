pragma ComponentBehavior: Bound

import QtQuick
import Shirabe
import Shirabe.Backend

/* Holds of My page, ready ones first. `rows` limits the height to that many. */
Item {
    id: part

    readonly property bool stacked: Theme.portrait || width < Theme.mm(225) || Theme.large
    readonly property int rowTall: stacked ? Theme.wide(Theme.compact ? 44 : 46) : Theme.wide(Theme.compact ? 23.4 : 31)
    readonly property int room: height - head.height - Theme.s2
    readonly property int used: panel.y + panel.height
    readonly property int per: Math.max(1, Math.floor(room / rowTall))

    Item {
        id: head
        width: parent.width
        height: pager.tall

        Words {
            id: title
            anchors.verticalCenter: parent.verticalCenter
            text: qsTr("予約した資料")
            em: Theme.bigLabel
            bold: true
            tall: 1.35
            color: Theme.ink
            Accessible.role: Accessible.Heading
        }
        Words {
            x: title.width + Theme.s4
            width: (pager.visible ? pager.x : parent.width) - x
            anchors.verticalCenter: parent.verticalCenter
            visible: !Theme.extra && implicitWidth <= width
            text: MyPage.slots.map(slot => slot.limit > 0 ? slot.label + " " + slot.used + " / " + slot.limit : slot.label + " " + slot.used).join("　")
            em: Theme.second
            color: Theme.sub
            tabular: true
        }
        Pager {
            id: pager
            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
            count: MyPage.holds.length
            per: part.per
        }
    }
    Panel {
        id: panel
        y: head.height + Theme.s2
        width: parent.width
        height: Math.max(1, Math.min(part.per, MyPage.holds.length)) * part.rowTall + 2 * border.width

        Words {
            visible: MyPage.holds.length === 0
            x: Theme.inset
            width: parent.width - 2 * x
            height: parent.height
            text: MyPage.deferred ? qsTr("カードは、次の受付のときに確認します。\nそれまで、前からの予約はここに出ません。") : qsTr("いま、予約している資料はありません。")
        }
        Repeater {
            model: MyPage.holds.slice(pager.start, pager.start + part.per)

            HoldRow {
                required property var modelData
                required property int index
                y: panel.border.width + index * part.rowTall
                width: panel.width
                height: part.rowTall
                hold: modelData
                first: index === 0
                stacked: part.stacked
            }
        }
    }
}
