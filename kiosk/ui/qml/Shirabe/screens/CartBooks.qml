pragma ComponentBehavior: Bound

import QtQuick
import Shirabe
import Shirabe.Backend

/* Left side of the cart: what to hold, how many slots are left, the reading order. */
Item {
    id: side

    readonly property int rowTall: Math.max(Theme.wide(Theme.compact ? 20 : 30.8), Theme.rowTitle * 1.4 + Theme.small * (Theme.large && width < Theme.mm(300) ? 3 : 1.5) + 2 * Theme.mm(2))
    readonly property int room: list.height - list.headHeight
    readonly property int per: Math.max(1, Math.floor(room / rowTall))
    // a full page of them ends where the panel ends
    readonly property int fairTall: Math.min(Math.round(rowTall * 1.35), Math.floor(room / per))

    Panel {
        id: list
        width: parent.width
        height: slots.y - Theme.s4
        heading: qsTr("予約する本")
        note: pager.visible ? "" : Cart.onlyBooks ? qsTr("%1冊").arg(Cart.chosen) : qsTr("%1点").arg(Cart.chosen)

        Pager {
            id: pager
            anchors.right: parent.right
            anchors.rightMargin: Theme.s2
            y: Math.round((list.headHeight - height) / 2)
            count: Cart.count
            per: side.per
            terse: Theme.large
        }
        Words {
            visible: Cart.count === 0
            x: Theme.inset
            y: list.bodyTop
            width: parent.width - 2 * x
            height: parent.height - y
            text: qsTr("予約かごは空です。本を探して「予約かごへ」を押してください。")
        }
        Repeater {
            model: Cart.items.slice(pager.start, pager.start + side.per)

            Item {
                id: row
                required property var modelData
                required property int index

                y: list.bodyTop + index * side.fairTall
                width: list.width
                height: side.fairTall

                Rectangle {
                    visible: row.modelData.current
                    anchors.fill: parent
                    anchors.margins: Theme.line
                    color: Theme.primaryTint
                }
                Rectangle {
                    visible: row.index > 0
                    x: Theme.line
                    width: parent.width - 2 * x
                    height: Theme.line
                    color: Theme.rule
                }
                Tappable {
                    id: tick
                    x: Theme.s2
                    y: Math.round((parent.height - height) / 2)
                    width: drop.x - x - Theme.gap
                    height: parent.height - 2 * Theme.mm(1.5)
                    text: row.modelData.title
                    say: row.modelData.title
                    Accessible.role: Accessible.CheckBox
                    Accessible.checkable: true
                    Accessible.checked: row.modelData.on
                    onClicked: {
                        if (Cart.perItem && !row.modelData.current)
                            Cart.makeCurrent(row.modelData.id);
                        else
                            Cart.toggle(row.modelData.id);
                    }
                    background: Rectangle {
                        radius: Theme.corner
                        color: tick.lit ? Theme.primaryTint : "transparent"
                    }
                    contentItem: Item {
                        CheckMark {
                            id: box
                            x: Theme.inset - Theme.s2
                            anchors.verticalCenter: parent.verticalCenter
                            size: Theme.letter(9.8)
                            on: row.modelData.on
                        }
                        Column {
                            anchors.left: box.right
                            anchors.leftMargin: Theme.s4 + Theme.hair
                            anchors.right: parent.right
                            anchors.verticalCenter: parent.verticalCenter

                            Words {
                                width: parent.width
                                text: row.modelData.title
                                em: Theme.rowTitle
                                bold: true
                                tall: 1.35
                                color: Theme.ink
                                maximumLineCount: 2
                                Accessible.ignored: true
                            }
                            Flow {
                                width: parent.width
                                spacing: Theme.gap

                                Words {
                                    visible: text !== "" && !(Theme.compact && row.modelData.waiting !== "")
                                    width: Math.min(implicitWidth, parent.width)
                                    text: row.modelData.byline
                                    em: Theme.small
                                    tall: 1.4
                                    color: Theme.sub
                                    Accessible.ignored: true
                                }
                                StateBadge {
                                    visible: row.modelData.choice === ""
                                    symbol: row.modelData.icon
                                    text: row.modelData.word
                                    note: row.modelData.waiting
                                    tone: row.modelData.tone
                                    em: Theme.small
                                }
                                StateBadge {
                                    visible: row.modelData.choice !== ""
                                    symbol: "building"
                                    text: row.modelData.choice
                                    em: Theme.small
                                }
                            }
                        }
                    }
                }
                Button {
                    id: drop
                    anchors.right: parent.right
                    anchors.rightMargin: Theme.mm(5)
                    anchors.verticalCenter: parent.verticalCenter
                    tall: Theme.tapRow
                    symbol: Theme.compact ? "" : "close"
                    iconSize: Math.round(em * 0.9)
                    text: qsTr("外す")
                    say: qsTr("%1を外す").arg(row.modelData.title)
                    onClicked: Cart.remove(row.modelData.id)
                }
            }
        }
    }
    CartSlots {
        id: slots
        y: (order.visible ? order.y - Theme.s4 : side.height) - height
        width: parent.width
    }
    Panel {
        id: order
        visible: Cart.seriesOffered && !Theme.extra && !(Theme.large && Theme.compact)
        y: side.height - height
        width: parent.width
        height: Math.max(turn.height + 2 * Theme.mm(4), Theme.mm(Theme.compact ? 19 : 33.2))

        Column {
            x: Theme.inset
            anchors.verticalCenter: parent.verticalCenter
            width: turn.x - x - Theme.gap

            Words {
                width: parent.width
                text: qsTr("続きものを順番に読む")
                bold: true
                tall: 1.35
                color: Theme.ink
            }
            Words {
                width: parent.width
                visible: !Theme.compact
                text: Cart.seriesAfterLoan ? qsTr("前の巻を借りると、次の巻を用意します") : qsTr("前の巻の用意ができると、次の巻を用意します")
                em: Theme.small
                tall: 1.4
                color: Theme.sub
            }
        }
        Button {
            id: turn
            anchors.right: parent.right
            anchors.rightMargin: Theme.mm(5.5)
            anchors.verticalCenter: parent.verticalCenter
            symbol: Cart.series ? "tick" : "series"
            on: Cart.series
            text: Cart.series ? qsTr("シリーズ予約です") : qsTr("シリーズ予約にする")
            onClicked: Cart.toggleSeries()
        }
    }
}
