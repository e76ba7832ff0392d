pragma ComponentBehavior: Bound

import QtQuick
import Shirabe
import Shirabe.Backend

/* What came of my requests, in words; newest first, as many as fit. */
Item {
    id: part

    readonly property int rowTall: Math.max(Theme.wide(Theme.compact ? 15.2 : 19.6), Theme.portrait && Theme.extra && Theme.spaced !== "" ? Math.round(Theme.small * 1.3 * 3) + Theme.s4 : 0)
    readonly property int headTall: head.height
    readonly property int used: panel.y + panel.height
    readonly property int per: Math.max(1, Math.floor((height - head.height - Theme.s2) / rowTall))

    Item {
        id: head
        width: parent.width
        height: pager.tall

        Words {
            id: title
            anchors.verticalCenter: parent.verticalCenter
            text: qsTr("お願いの結果")
            em: Theme.bigLabel
            bold: true
            tall: 1.35
            color: Theme.ink
            Accessible.role: Accessible.Heading
        }
        Pager {
            id: pager
            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
            count: MyPage.results.length
            per: part.per
        }
    }
    Panel {
        id: panel
        y: head.height + Theme.s2
        width: parent.width
        height: Math.max(1, Math.min(part.per, MyPage.results.length)) * part.rowTall + 2 * border.width

        Words {
            visible: MyPage.results.length === 0
            x: Theme.inset
            width: parent.width - 2 * x
            height: parent.height
            text: qsTr("まだありません。受付処理のあとに、ここに出ます。")
            em: Theme.second
        }
        Repeater {
            model: MyPage.results.slice(pager.start, pager.start + part.per)

            Item {
                id: row
                required property var modelData
                required property int index

                y: panel.border.width + index * part.rowTall
                width: panel.width
                height: part.rowTall

                Rectangle {
                    visible: row.index > 0
                    x: Theme.line
                    width: parent.width - 2 * x
                    height: Theme.line
                    color: Theme.rule
                }
                Icon {
                    id: mark
                    x: Theme.inset + Theme.hair
                    anchors.verticalCenter: parent.verticalCenter
                    name: row.modelData.symbol
                    size: Theme.letter(7.4)
                    color: row.modelData.symbol === "here" ? Theme.success : row.modelData.symbol === "warning" ? Theme.warning : Theme.ink
                }
                Flow {
                    anchors.left: mark.right
                    anchors.leftMargin: Theme.gap
                    anchors.right: parent.right
                    anchors.rightMargin: Theme.s4
                    anchors.verticalCenter: parent.verticalCenter
                    readonly property bool twoLines: said.implicitWidth + why.implicitWidth + Theme.gap > width
                    spacing: twoLines ? 0 : Theme.gap

                    Words {
                        id: said
                        width: Math.min(implicitWidth, parent.width)
                        text: row.modelData.bold
                        em: Theme.large ? Theme.small : Theme.second
                        bold: true
                        tall: parent.twoLines ? 1.25 : 1.4
                        color: Theme.ink
                    }
                    Words {
                        id: why
                        width: Math.min(implicitWidth, parent.width)
                        visible: text !== ""
                        text: row.modelData.text
                        em: Theme.large ? Theme.small : Theme.second
                        tall: parent.twoLines ? 1.25 : 1.4
                    }
                }
            }
        }
    }
}
