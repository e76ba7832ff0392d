pragma ComponentBehavior: Bound

import QtQuick
import Shirabe

/*
 「どこにあるか」: a row per copy: branch, state, shelf or due date, call number. Copies that do not
 fit are counted in the last row.
   copies   of Opened.title
   most     rows there is room for
*/
Panel {
    id: table

    property var copies: []
    property int most: 3
    readonly property bool narrow: width < Theme.letter(190)
    readonly property int rowHeight: narrow ? Math.round(Theme.second * 2.9) + Theme.gap : Math.max(Theme.mm(Theme.compact ? 14 : 21), Math.round(Theme.second * (Theme.spaced === "" ? 2.5 : 2.8)))
    readonly property int shown: copies.length <= most ? copies.length : Math.max(1, most - 1)

    // one copy, and how many more there are
    readonly property int least: bodyTop + rowHeight * (copies.length > 1 ? 2 : 1)

    heading: qsTr("どこにあるか")
    headEm: Theme.second
    headHeight: Math.round(Theme.second * 2.3)
    implicitHeight: bodyTop + rowHeight * (shown + (copies.length > shown ? 1 : 0)) + (copies.length === 0 ? rowHeight : 0)

    Column {
        y: table.bodyTop
        width: table.width

        Repeater {
            model: table.copies.slice(0, table.shown)

            Item {
                id: row
                required property var modelData
                required property int index
                width: table.width
                height: table.rowHeight

                Rectangle {
                    visible: row.index > 0
                    x: table.border.width
                    width: parent.width - 2 * x
                    height: Math.max(1, Theme.line - 1)
                    color: Theme.rule
                }
                Words {
                    id: branch
                    x: Theme.inset
                    width: table.narrow ? Math.round(parent.width * 0.52) - x - Theme.s2 : Math.round(parent.width * (Theme.compact ? 0.205 : 0.225)) - x
                    y: table.narrow ? Theme.s2 : Math.round((parent.height - height) / 2)
                    text: Theme.keep(row.modelData.branch)
                    em: Theme.second
                    bold: true
                    tall: Theme.compact ? 1.15 : 1.25
                    color: Theme.ink
                }
                StateBadge {
                    id: badge
                    x: table.narrow ? Math.round(parent.width * 0.52) : Math.round(parent.width * (Theme.compact ? 0.21 : 0.235))
                    width: Math.round(parent.width * (table.narrow ? 0.46 : Theme.compact ? 0.275 : 0.285))
                    y: table.narrow ? Theme.s2 : Math.round((parent.height - height) / 2)
                    symbol: row.modelData.icon
                    text: row.modelData.word
                    tone: row.modelData.tone
                }
                Words {
                    x: table.narrow ? branch.x : Math.round(parent.width * (Theme.compact ? 0.49 : 0.53))
                    width: table.narrow ? Math.round(parent.width * 0.52) - x - Theme.s2 : call.x - x - Theme.s2
                    y: table.narrow ? parent.height - height - Theme.s2 : Math.round((parent.height - height) / 2)
                    text: Theme.keep(row.modelData.where)
                    em: Theme.second
                    tall: 1.25
                }
                Words {
                    id: call
                    x: table.narrow ? badge.x : parent.width - Theme.inset - width
                    y: table.narrow ? parent.height - height - Theme.s2 : Math.round((parent.height - height) / 2)
                    text: row.modelData.call
                    em: Theme.second
                    bold: true
                    tall: 1.25
                    color: Theme.ink
                }
            }
        }
        Words {
            visible: table.copies.length > table.shown
            x: Theme.inset
            width: parent.width - 2 * x
            height: table.rowHeight
            text: qsTr("ほかに%1冊あります").arg(table.copies.slice(table.shown).reduce((sum, copy) => sum + copy.many, 0))
            em: Theme.second
            color: Theme.sub
        }
        Words {
            visible: table.copies.length === 0
            x: Theme.inset
            width: parent.width - 2 * x
            height: table.rowHeight
            text: qsTr("この図書館には、まだありません。係にご相談ください。")
            em: Theme.second
        }
    }
}
