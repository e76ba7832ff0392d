pragma ComponentBehavior: Bound

import QtQuick
import Shirabe
import Shirabe.Backend

/* Is this terminal fit for the day? One verdict, then each thing looked at. Nothing here changes anything. */
DeckPage {
    id: page

    readonly property int columns: Theme.portrait || Theme.large ? 1 : 2
    readonly property int em: Theme.large && Theme.compact ? Theme.small : Theme.second
    // an upright panel breaks what a broad one says on one line
    readonly property int lines: Theme.large && Theme.portrait ? 3 : 2
    readonly property int rowHigh: Math.round(em * 1.4 * lines) + Theme.s2
    readonly property int down: Math.max(1, Math.floor((room - notice.height - Theme.gap - 2 * Theme.line) / rowHigh))
    readonly property int per: down * columns
    // what is left over makes the rows higher, not the page emptier
    readonly property int shownRows: Math.max(1, Math.min(down, Math.ceil(shown.length / columns)))
    readonly property int tall: Math.max(rowHigh, Math.min(Math.round(rowHigh * 1.4), Math.floor((room - notice.height - Theme.gap - 2 * Theme.line) / shownRows)))
    property int at: 0
    readonly property var shown: Staff.rows.slice(at, at + per)

    title: qsTr("点検")
    note: Theme.portrait && Theme.large ? "" : qsTr("係の画面です　%1").arg(Staff.place)
    noteIcon: "lock"
    rows: low || Theme.portrait ? 2 : 1
    focus: true
    onGoneBack: Session.back()
    onPerChanged: at = 0
    Keys.onEscapePressed: Session.back()
    deck: [
        DeckRow {
            id: foot
            parts: Theme.portrait || page.low ? 2 : 3
            tall: page.rowTall

            DeckButton {
                visible: page.low
                width: foot.of(1)
                tall: foot.tall
                chevron: "left"
                text: qsTr("もどる")
                onClicked: Session.back()
            }
            DeckButton {
                width: foot.of(1)
                tall: foot.tall
                symbol: "undo"
                text: qsTr("もういちど点検")
                onClicked: Staff.again()
            }
            DeckButton {
                visible: Staff.troubles > 1
                width: foot.of(1)
                tall: foot.tall
                symbol: "warning"
                text: qsTr("つぎの注意")
                onClicked: Staff.next()
            }
            DeckButton {
                visible: Staff.rows.length > page.per
                width: foot.of(1)
                tall: foot.tall
                chevron: "right"
                text: qsTr("ほかの項目")
                onClicked: page.at = page.at + page.per < Staff.rows.length ? page.at + page.per : 0
            }
        }
    ]

    Notice {
        id: notice
        width: parent.width
        kind: Staff.kind
        title: Staff.title
        titleEm: Theme.extra || Theme.compact && Theme.large ? Theme.second : Theme.body
        em: page.em
        // a command is one word to whoever types it
        text: Staff.text.replace(/“[^”]*”/g, command => command.replace(/ /g, "\u00A0"))
    }
    Panel {
        visible: page.shown.length > 0
        y: notice.height + Theme.gap
        width: parent.width
        height: page.shownRows * page.tall + 2 * Theme.line

        // down the first column, then down the second
        Repeater {
            model: page.shown

            Item {
                id: row
                required property var modelData
                required property int index
                x: Math.floor(index / page.shownRows) * width
                y: Theme.line + index % page.shownRows * page.tall
                width: Math.floor(notice.width / page.columns)
                height: page.tall

                Words {
                    id: name
                    x: Theme.inset
                    width: Math.round(row.width * (Theme.spaced === "" ? 0.34 : 0.28)) - x
                    height: parent.height
                    text: row.modelData.name
                    em: page.em
                    bold: true
                    tall: 1.25
                    color: Theme.ink
                }
                StateBadge {
                    x: name.x + name.width + Theme.gap
                    width: row.width - x - Theme.gap
                    anchors.verticalCenter: parent.verticalCenter
                    symbol: row.modelData.symbol
                    tone: row.modelData.tone
                    text: row.modelData.text
                    em: page.em
                }
            }
        }
        Repeater {
            model: page.shownRows - 1

            Rectangle {
                required property int index
                y: (index + 1) * page.tall + Theme.line
                width: notice.width
                height: Theme.line
                color: Theme.rule
            }
        }
    }
}
