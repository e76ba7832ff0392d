pragma ComponentBehavior: Bound

import QtQuick
import Shirabe

/*
 A list for reading, in low reach: what `pick` points at is framed, and always in sight.
   rows   list of {title, second, symbol, word, tone, more, on}; all but title may be missing
   pick   index of the framed row, -1 none
   empty  sentence where there are no rows
   ticks  the rows carry a box (`on`)
   touches   a row can be touched (not in low reach);  touched(row) one was
   room   px that there are; few rows grow a little, and the list is no higher than its rows
*/
Panel {
    id: list

    property var rows: []
    property int pick: -1
    property string empty: ""
    property bool ticks: false
    property int room: 0
    property bool touches: false
    readonly property int least: Math.max(Math.round(Theme.rowTitle * 1.35 + Theme.small * 1.4) + 2 * Theme.mm(1.6), Theme.mm(touches ? 18.5 : Theme.compact ? 15 : 20))
    readonly property int inside: room - bodyTop - 2 * Theme.line
    readonly property int per: Math.max(1, Math.floor(inside / least))
    readonly property int rowTall: Math.max(least, Math.min(Math.round(least * 1.4), Math.floor(inside / Math.max(1, Math.min(per, rows.length)))))
    readonly property int from: Math.max(0, Math.min(Math.floor(Math.max(0, pick) / per) * per, rows.length - 1))
    readonly property bool narrow: width < Theme.mm(300) || Theme.large

    signal touched(int row)

    height: Math.min(room, bodyTop + 2 * Theme.line + Math.max(2, Math.min(per, rows.length)) * rowTall)
    note: rows.length > per ? qsTr("%1–%2／%3").arg(from + 1).arg(Math.min(rows.length, from + per)).arg(rows.length) : ""

    Words {
        visible: list.rows.length === 0
        x: Theme.inset
        y: list.bodyTop
        width: parent.width - 2 * x
        height: parent.height - y
        text: list.empty
    }
    Repeater {
        model: list.rows.slice(list.from, list.from + list.per)

        Item {
            id: row
            required property var modelData
            required property int index
            readonly property bool here: list.from + index === list.pick
            readonly property int start: Theme.inset + (list.ticks ? box.width + Theme.s4 : 0)
            readonly property bool stated: (modelData.word ?? "") !== ""

            y: list.bodyTop + Theme.line + index * list.rowTall
            width: list.width
            height: list.rowTall

            Rectangle {
                visible: row.index > 0 && !row.here
                x: Theme.line
                width: parent.width - 2 * x
                height: Theme.line
                color: Theme.rule
            }
            Rectangle {
                visible: row.here
                x: Theme.hair
                width: parent.width - 2 * x
                height: parent.height
                radius: Theme.corner
                color: Theme.primaryTint
                border.width: Theme.line3
                border.color: Theme.primary
            }
            Tappable {
                visible: list.touches
                anchors.fill: parent
                anchors.leftMargin: Theme.hair
                anchors.rightMargin: Theme.hair
                spare: Theme.mm(1.5)
                text: row.modelData.title ?? ""
                say: [text, row.modelData.second ?? "", row.modelData.word ?? ""].filter(part => part !== "").join("、")
                onClicked: list.touched(list.from + row.index)
            }
            CheckMark {
                id: box
                visible: list.ticks
                x: Theme.inset
                anchors.verticalCenter: parent.verticalCenter
                on: row.modelData.on === true
            }
            Column {
                x: row.start
                width: (row.stated ? Math.round(parent.width * (list.narrow ? 0.56 : 0.64)) : parent.width - Theme.inset) - x
                anchors.verticalCenter: parent.verticalCenter

                Words {
                    width: parent.width
                    text: row.modelData.title ?? ""
                    em: Theme.large ? Theme.body : Theme.rowTitle
                    bold: true
                    tall: 1.35
                    maximumLineCount: second.visible ? 1 : 2
                    color: Theme.ink
                }
                Words {
                    id: second
                    visible: text !== ""
                    width: parent.width
                    text: row.modelData.second ?? ""
                    em: Theme.large ? Theme.least : Theme.small
                    tall: 1.4
                    maximumLineCount: 1
                    elide: Text.ElideRight
                    color: Theme.sub
                }
            }
            Column {
                visible: row.stated
                x: Math.round(parent.width * (list.narrow ? 0.57 : 0.65))
                width: parent.width - x - Theme.s4
                anchors.verticalCenter: parent.verticalCenter

                StateBadge {
                    width: parent.width
                    symbol: row.modelData.symbol ?? ""
                    text: row.modelData.word ?? ""
                    tone: row.modelData.tone ?? "ink"
                    em: Theme.large ? Theme.small : Theme.second
                    ground: row.here ? Theme.primaryTint : Theme.white
                }
                Words {
                    visible: text !== ""
                    width: parent.width
                    text: row.modelData.more ?? ""
                    em: Theme.large ? Theme.least : Theme.small
                    tall: 1.4
                    maximumLineCount: 1
                    color: Theme.text
                }
            }
        }
    }
}
