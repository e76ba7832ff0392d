pragma ComponentBehavior: Bound

import QtQuick
import Shirabe
import Shirabe.Backend

/* How many more can be held, by limit group: blocks where there is a limit, else the number alone. */
Panel {
    id: slots
    readonly property bool bounded: Cart.slots.some(slot => slot.limit > 0)

    height: gauges.height + 2 * gauges.y

    Column {
        id: gauges
        x: Theme.inset
        y: Theme.mm(Theme.compact ? 3 : 5.2)
        width: parent.width - 2 * x
        spacing: Theme.compact ? 0 : Theme.mm(2.6)

        Item {
            // the largest letters on a small panel need its place for the books
            visible: !(Theme.compact && Theme.extra)
            width: parent.width
            height: heading.height

            Words {
                id: heading
                text: slots.bounded ? qsTr("予約できる数") : qsTr("予約の数")
                bold: true
                tall: 1.45
                color: Theme.ink
                Accessible.role: Accessible.Heading
            }
            Words {
                anchors.right: parent.right
                height: heading.height
                visible: Session.signedIn && !Theme.large && heading.width + width < parent.width
                text: qsTr("これまでの予約と合わせた数です")
                em: Theme.second
                color: Theme.sub
            }
        }
        Repeater {
            model: Cart.slots

            Item {
                id: slot
                required property var modelData
                readonly property bool bounded: modelData.limit > 0
                width: gauges.width
                height: Math.round(Theme.second * (Theme.compact ? 1.5 : 2))

                Words {
                    id: label
                    width: Math.max(Theme.letter(24), implicitWidth)
                    height: parent.height
                    text: slot.modelData.label
                    em: Theme.second
                    wrapMode: Text.NoWrap
                }
                Gauge {
                    x: Math.max(label.width, Theme.letter(21)) + Theme.gap
                    anchors.verticalCenter: parent.verticalCenter
                    used: slot.modelData.used
                    now: slot.modelData.now
                    limit: slot.modelData.limit
                    unit: Math.max(4, Math.min(Theme.mm(4.9), Math.floor((left.x - x - Theme.gap) / Math.max(20, slot.modelData.limit)) - gap))
                    visible: slot.bounded && !Theme.extra
                }
                Words {
                    id: left
                    anchors.right: parent.right
                    height: parent.height
                    textFormat: Text.StyledText
                    text: slot.bounded ? "<b>%1</b> / %2&nbsp;&nbsp;&nbsp;%3".arg(slot.modelData.used + slot.modelData.now).arg(slot.modelData.limit).arg(slot.modelData.left) : "<b>%1</b>".arg(slot.modelData.count)
                    em: Theme.second
                    tabular: true
                    wrapMode: Text.NoWrap
                }
            }
        }
    }
}
