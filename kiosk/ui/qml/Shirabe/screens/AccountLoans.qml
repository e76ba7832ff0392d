pragma ComponentBehavior: Bound

import QtQuick
import Shirabe
import Shirabe.Backend

/* Loans of My page, first due first. */
Item {
    id: part

    readonly property int rowTall: Math.max(Theme.wide(Theme.compact ? 19 : 25.2), Math.round(Theme.notice * 1.35 + Theme.second * 1.4 + Theme.least * 1.5) + Theme.mm(3))
    readonly property int per: Math.max(1, Math.floor((height - head.height - Theme.s2) / rowTall))
    readonly property int used: panel.y + panel.height

    Item {
        id: head
        width: parent.width
        height: pager.tall

        Words {
            id: title
            anchors.verticalCenter: parent.verticalCenter
            text: qsTr("借りている資料")
            em: Theme.bigLabel
            bold: true
            tall: 1.35
            color: Theme.ink
            Accessible.role: Accessible.Heading
        }
        Words {
            x: title.width + Theme.s4
            anchors.verticalCenter: parent.verticalCenter
            visible: !pager.visible && MyPage.loans.length > 0
            text: qsTr("%1点").arg(MyPage.loans.length)
            em: Theme.second
            color: Theme.sub
        }
        Pager {
            id: pager
            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
            count: MyPage.loans.length
            per: part.per
            terse: part.width < Theme.mm(120) || Theme.large
        }
    }
    Panel {
        id: panel
        y: head.height + Theme.s2
        width: parent.width
        height: Math.max(part.rowTall, lines.height) + 2 * border.width

        Words {
            visible: MyPage.loans.length === 0
            x: Theme.inset
            width: parent.width - 2 * x
            height: parent.height
            text: MyPage.deferred ? qsTr("受付のあとに出ます。") : qsTr("いま、借りている資料はありません。")
        }
        Column {
            id: lines
            y: panel.border.width
            width: parent.width

            Repeater {
                model: MyPage.loans.slice(pager.start, pager.start + part.per)

                LoanRow {
                    required property var modelData
                    required property int index
                    width: panel.width
                    height: Math.max(implicitHeight, Math.min(part.rowTall, Theme.wide(Theme.compact ? 19 : 25.2)))
                    loan: modelData
                    first: index === 0
                }
            }
        }
    }
}
