pragma ComponentBehavior: Bound

import QtQuick
import Shirabe
import Shirabe.Backend

/*
 One group of results: a head that says the state once, and its rows.
   head         {icon, word, tone, count}, or null: rows only
   rows         of Listing.groups
   rowHeight    least height of a row, px;  air  px that each is given beyond what it needs
   why, whyFor  why a title could not be put into the cart, and its id
   reading      for reading only (low reach);  pick  id of the title that is framed then
*/
Panel {
    id: group

    property var head: null
    property var rows: []
    property int rowHeight: Theme.mm(28)
    property int air: 0
    property string why: ""
    property string whyFor: ""
    property bool reading: false
    property string pick: ""
    readonly property bool narrow: Theme.portrait || Theme.extra && !reading
    readonly property bool terse: narrow || Theme.compact || Theme.extra
    readonly property bool one: rows.length === 1
    readonly property int headWidth: head === null ? 0 : Theme.letter(terse ? 30 : 44)
    readonly property int action: reading ? 0 : Math.max(Theme.mm(Theme.compact ? 38 : 42), Theme.letter(Theme.large ? 36 : 38))
    readonly property int spine: Theme.extra || narrow && Theme.large ? 0 : Theme.letter(25)

    height: body.height

    Rectangle {
        visible: group.head !== null
        x: group.border.width
        y: group.border.width
        width: group.headWidth - x
        height: group.height - 2 * y
        topLeftRadius: group.radius - x
        bottomLeftRadius: group.radius - x
        color: Theme.tint(group.head?.tone ?? "")

        Rectangle {
            anchors.right: parent.right
            width: Theme.line
            height: parent.height
            color: Theme.rule
        }
        Column {
            id: says
            anchors.centerIn: parent
            width: parent.width - Theme.gap
            spacing: group.one ? 0 : Theme.hair

            Icon {
                anchors.horizontalCenter: parent.horizontalCenter
                visible: !(group.one && Theme.compact)
                name: group.head?.icon ?? ""
                size: Theme.letter(group.one ? 6.8 : 8.6)
                color: Theme.tone(group.head?.tone ?? "")
                ground: Theme.tint(group.head?.tone ?? "")
            }
            Words {
                width: parent.width
                horizontalAlignment: Text.AlignHCenter
                text: group.one && !group.terse ? (group.head?.word ?? "").replace("\n", Theme.spaced) : group.head?.word ?? ""
                em: group.terse && Theme.spaced !== "" ? Theme.letter(4.6) : group.one || group.terse ? Theme.small : Theme.notice
                bold: true
                tall: group.one ? 1.2 : 1.35
                color: Theme.tone(group.head?.tone ?? "")
                Accessible.role: Accessible.Heading
                Accessible.name: (group.head?.word ?? "").replace("\n", Theme.spaced)
            }
            Words {
                width: parent.width
                visible: text !== ""
                horizontalAlignment: Text.AlignHCenter
                text: group.head?.count ?? ""
                em: Theme.small
                bold: true
                tall: group.one ? 1.2 : 1.5
                color: Theme.tone(group.head?.tone ?? "")
            }
        }
    }
    Column {
        id: body
        x: group.headWidth
        width: group.width - x

        Repeater {
            model: group.rows

            Item {
                id: row
                required property var modelData
                required property int index
                readonly property bool inCart: Cart.ids.indexOf(modelData.id) >= 0
                readonly property bool barred: group.why !== "" && group.whyFor === modelData.id
                readonly property int wordsWidth: group.narrow ? title.width : Math.round((width - group.action - Theme.inset) * 0.48)

                width: body.width
                height: group.air + Math.max(group.rowHeight, title.implicitHeight, where.visible ? where.height + Theme.gap : 0, act.visible ? act.height + Theme.gap : 0, group.one && group.head !== null ? says.height + Theme.gap : 0)

                Rectangle {
                    visible: row.index > 0
                    width: parent.width - group.border.width
                    height: Math.max(1, Theme.line - 1)
                    color: Theme.rule
                }
                Rectangle {
                    visible: group.pick === row.modelData.id
                    x: Theme.hair
                    width: parent.width - 2 * x
                    height: parent.height
                    radius: Theme.corner
                    color: Theme.primaryTint
                    border.width: Theme.line3
                    border.color: Theme.primary
                }
                ListRow {
                    id: title
                    enabled: !group.reading
                    leads: !group.reading
                    width: (label.visible && group.narrow ? label.x : row.width - group.action - Theme.mm(6))
                    height: parent.height
                    room: width - row.wordsWidth
                    title: row.modelData.title
                    second: row.modelData.byline
                    em: Theme.compact ? Theme.body : Theme.rowTitle
                    say: [row.modelData.title, row.modelData.byline, row.modelData.first, row.modelData.second].filter(part => part !== "").join("、")
                    onClicked: Listing.open(row.modelData.id)

                    Words {
                        width: parent.width
                        visible: group.narrow && text !== ""
                        text: row.modelData.first
                        em: Theme.second
                        bold: row.modelData.strong
                        tall: 1.35
                        color: Theme.ink
                        Accessible.ignored: true
                    }
                }
                Column {
                    id: where
                    visible: !group.narrow
                    x: row.wordsWidth + Theme.inset
                    width: label.x - x - Theme.s2
                    anchors.verticalCenter: parent.verticalCenter

                    Words {
                        width: parent.width
                        visible: text !== ""
                        text: row.modelData.first
                        em: row.modelData.strong && !group.narrow ? Theme.letter(6.7) : Theme.second
                        bold: row.modelData.strong
                        tall: 1.35
                        color: Theme.ink
                    }
                    Words {
                        width: parent.width
                        visible: text !== ""
                        text: row.modelData.second
                        em: Theme.small
                        tall: 1.4
                    }
                }
                SpineLabel {
                    id: label
                    x: row.width - group.action - Theme.mm(9) - width
                    width: visible ? implicitWidth : 0
                    anchors.verticalCenter: parent.verticalCenter
                    call: group.spine > 0 ? row.modelData.call : ""
                }
                Button {
                    id: act
                    x: row.width - width - Theme.mm(4)
                    width: group.action
                    anchors.verticalCenter: parent.verticalCenter
                    tall: Math.min(Theme.tap, Theme.tapRow + Theme.mm(2))
                    visible: !group.reading && row.modelData.action !== "none"
                    kind: row.modelData.action === "shelf" ? "blue" : "ink"
                    em: text.length < 3 ? Theme.body : Theme.large ? Theme.small : Theme.second
                    leftPadding: Theme.s2
                    symbol: row.modelData.action === "shelf" ? "map" : row.inCart ? "tick" : ""
                    text: {
                        if (row.modelData.action === "shelf")
                            return qsTr("棚");
                        if (row.inCart)
                            return qsTr("かごの中");
                        return row.barred ? qsTr("できません") : qsTr("%1へ").arg(Cart.cartLabel);
                    }
                    say: row.modelData.action === "shelf" ? qsTr("棚を見る") + "：" + row.modelData.title : text + "：" + row.modelData.title
                    onClicked: {
                        if (row.modelData.action === "shelf") {
                            Listing.open(row.modelData.id);
                        } else if (row.inCart) {
                            Session.go("cart");
                        } else {
                            Cart.add(row.modelData.id);
                        }
                    }
                }
            }
        }
    }
}
