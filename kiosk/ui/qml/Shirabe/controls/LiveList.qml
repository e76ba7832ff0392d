pragma ComponentBehavior: Bound

import QtQuick
import Shirabe
import Shirabe.Backend

/*
 「いま見つかった本」: the list that follows every key. Rows that do not fit are not drawn.
   wide     two columns in a row (portrait, low reach)
   byline   author, publisher and year are shown
   pick     row that the steering keys point at, -1 none; then rows are for reading only
*/
Panel {
    id: list

    property bool wide: false
    property bool byline: true
    property int pick: -1
    // read once: each reading makes all rows anew
    readonly property var rows: Finding.live
    readonly property int padding: Theme.mm(Theme.compact ? 1.6 : 1.9)
    readonly property int least: Math.round(em * 1.35 + (byline ? Theme.small * 1.45 : 0) + (wide ? 0 : Theme.second * 1.45)) + 2 * padding
    readonly property int room: height - bodyTop - Theme.line
    readonly property int fits: Math.max(1, Math.min(8, Math.floor(room / least)))
    readonly property int share: Math.floor(room / fits)
    readonly property int start: pick < 0 ? 0 : Math.max(0, pick - fits + 1)
    readonly property int em: Theme.compact && Theme.large ? Theme.body : Theme.rowTitle

    heading: Finding.text === "" ? qsTr("よく読まれる本") : qsTr("いま見つかった本")
    note: Finding.empty ? "" : Finding.text === "" ? "" : Finding.totalText
    headEm: Theme.compact && Theme.large ? Theme.small : pick >= 0 ? Theme.second : Theme.body
    headHeight: pick >= 0 ? Math.round(Theme.second * 1.7) : Math.max(Theme.mm(Theme.compact ? 13.4 : 16), Math.round(Theme.body * 2))

    Repeater {
        id: repeater
        model: 8

        Tappable {
            id: row
            required property int index
            readonly property var title: list.rows[list.start + index] ?? null
            readonly property Item above: index > 0 ? repeater.itemAt(index - 1) : null
            readonly property bool picked: list.pick === list.start + index

            readonly property bool drawn: title !== null && y + height <= list.height

            // not `visible`: what is invisible has no height, and the row would come and go
            opacity: drawn ? 1 : 0
            enabled: drawn && list.pick < 0
            Accessible.ignored: !drawn
            x: list.border.width
            y: above ? above.y + above.height : list.bodyTop
            width: list.width - 2 * x
            height: Math.max(list.share, left.height + 2 * list.padding, list.wide ? right.height + 2 * list.padding : 0)
            spare: Theme.mm(1.5)
            text: title?.title ?? ""
            say: title ? [title.title, title.byline, title.word, title.note].filter(part => part !== "").join("、") : ""
            onClicked: Finding.openTitle(row.title.id)

            background: Rectangle {
                color: row.lit || row.picked ? Theme.primaryTint : "transparent"
                radius: row.picked ? Theme.corner : 0
                border.width: row.picked ? Theme.line3 : 0
                border.color: Theme.primary

                Rectangle {
                    visible: row.index > 0 && !row.picked && list.pick !== list.start + row.index - 1
                    width: parent.width
                    height: Math.max(1, Theme.line - 1)
                    color: Theme.rule
                }
            }
            contentItem: Item {
                Column {
                    id: left
                    x: Theme.inset - Theme.line
                    width: list.wide ? Math.round(parent.width * (list.pick < 0 ? 0.52 : Theme.portrait ? 0.58 : 0.65)) - x : parent.width - 2 * x
                    anchors.verticalCenter: parent.verticalCenter

                    Item {
                        width: parent.width
                        height: name.height

                        Words {
                            id: name
                            width: parent.width - (chevron.visible ? Theme.rowTitle : 0)
                            text: Theme.keep(row.text)
                            em: list.em
                            bold: true
                            tall: 1.35
                            maximumLineCount: 2
                            color: Theme.ink
                            Accessible.ignored: true
                        }
                        Icon {
                            id: chevron
                            visible: !list.wide && !Theme.compact
                            x: Math.min(name.contentWidth + Theme.s2, parent.width - width)
                            y: Math.round(name.lineHeight / 2 - height / 2)
                            name: "right"
                            size: Math.round(Theme.rowTitle * 0.8)
                            color: Theme.primary
                        }
                    }
                    Words {
                        width: parent.width
                        visible: list.byline && text !== ""
                        text: Theme.parts(row.title?.byline ?? "")
                        em: Theme.small
                        tall: 1.4
                        maximumLineCount: 1
                        color: Theme.sub
                        Accessible.ignored: true
                    }
                    StateBadge {
                        visible: !list.wide
                        width: parent.width
                        symbol: row.title?.icon ?? ""
                        text: (Theme.compact ? row.title?.short : row.title?.word) ?? ""
                        note: row.title?.note ?? ""
                        tone: row.title?.tone ?? "ink"
                    }
                }
                Column {
                    id: right
                    visible: list.wide
                    x: left.x + left.width + Theme.s4
                    width: parent.width - x - Theme.inset - (leads.visible ? Theme.rowTitle : 0)
                    anchors.verticalCenter: parent.verticalCenter

                    StateBadge {
                        width: parent.width
                        symbol: row.title?.icon ?? ""
                        text: row.title?.word ?? ""
                        tone: row.title?.tone ?? "ink"
                        em: Theme.notice
                    }
                    Words {
                        width: parent.width
                        visible: text !== ""
                        text: row.title?.note ?? ""
                        em: Theme.small
                        tall: 1.4
                        Accessible.ignored: true
                    }
                }
                Icon {
                    id: leads
                    visible: list.wide && list.pick < 0
                    anchors.right: parent.right
                    anchors.rightMargin: Theme.inset
                    anchors.verticalCenter: parent.verticalCenter
                    name: "right"
                    size: Math.round(Theme.rowTitle * 0.8)
                    color: Theme.primary
                }
            }
        }
    }
    Column {
        visible: !Status.searchOpen
        x: Theme.inset
        y: list.bodyTop + Theme.s4
        width: list.width - 2 * x
        spacing: Theme.s2

        StateBadge {
            width: parent.width
            symbol: "clock"
            text: qsTr("いまは検索をお休みしています")
            tone: "time"
        }
        Words {
            width: parent.width
            visible: Status.reopensText !== ""
            text: qsTr("%1から使えます。").arg(Theme.whole(Status.reopensText))
            em: Theme.second
        }
    }
    Column {
        visible: Finding.empty && Status.searchOpen
        x: Theme.inset
        y: list.bodyTop + Theme.block
        width: list.width - 2 * x
        spacing: Theme.s4

        StateBadge {
            width: parent.width
            symbol: "info"
            text: qsTr("見つかりませんでした")
            em: Theme.body
        }
        Words {
            width: parent.width
            text: Finding.near ? qsTr("近いことばがあります。\nふれると、そのことばで探します。") : qsTr("字を減らすか、べつのことばで\n探してみてください。")
            em: Theme.second
        }
        Words {
            width: parent.width
            visible: list.pick < 0 && list.height > Theme.letter(80)
            text: qsTr("係に聞くと、ほかの図書館の本も\nお調べします。")
            em: Theme.second
            color: Theme.sub
        }
    }
}
