pragma ComponentBehavior: Bound

import QtQuick
import Shirabe
import Shirabe.Backend

/*
 The hold: the button with the slots left, or in its very place the reason and what can be done
 instead. Never a missing button.
*/
Panel {
    id: panel

    readonly property var book: Opened.title
    readonly property bool inCart: book.inCart ?? false
    readonly property bool allowed: inCart || (book.allowed ?? true)
    readonly property bool here: book.head?.tone === "here"
    readonly property bool tight: !Theme.portrait && (Theme.compact || Theme.large)
    readonly property int inner: Theme.mm(Theme.compact ? 3 : 5)

    tone: allowed ? "" : "ink"
    implicitHeight: (allowed ? yes.height : no.height) + 2 * inner

    Column {
        id: yes
        visible: panel.allowed
        x: Theme.inset
        y: panel.inner
        width: panel.width - 2 * x
        spacing: Theme.mm(Theme.compact ? 2 : 3)

        Item {
            width: parent.width
            height: Math.max(what.height, left.height)
            visible: (panel.book.slotLeft ?? "") !== ""

            Words {
                id: what
                anchors.verticalCenter: parent.verticalCenter
                width: parent.width - left.width - used.width - Theme.s4
                text: qsTr("予約できる%1").arg(panel.book.slotLabel ?? "")
                em: Theme.second
                tall: 1.3
            }
            Words {
                id: left
                anchors.verticalCenter: parent.verticalCenter
                anchors.right: used.visible ? used.left : parent.right
                anchors.rightMargin: used.visible ? Theme.s4 : 0
                text: panel.book.slotLeft ?? ""
                em: Theme.body
                bold: true
                tall: 1.3
                color: Theme.ink
            }
            Words {
                id: used
                visible: !Theme.large && !Theme.compact
                width: visible ? implicitWidth : 0
                anchors.verticalCenter: parent.verticalCenter
                anchors.right: parent.right
                text: panel.book.slotUsed ?? ""
                em: Theme.second
                tall: 1.3
                color: Theme.sub
            }
        }
        Button {
            width: parent.width
            tall: Theme.wide(Theme.compact ? 17 : 24)
            em: Theme.compact || Theme.extra ? Theme.bigLabel : Theme.section
            kind: "primary"
            symbol: panel.inCart ? "tick" : "basket"
            chevron: panel.inCart ? "right" : ""
            text: panel.inCart ? qsTr("%1を見る").arg(Cart.cartLabel) : Theme.extra ? qsTr("%1へ").arg(Cart.cartLabel) : qsTr("%1へ入れる").arg(Cart.cartLabel)
            onClicked: {
                if (panel.inCart)
                    Session.go("cart");
                else
                    Cart.add(panel.book.id);
            }
        }
        Words {
            width: parent.width
            visible: text !== "" && !(Theme.compact && Theme.extra)
            horizontalAlignment: Text.AlignHCenter
            text: panel.inCart ? qsTr("%1に入っています").arg(Cart.cartLabel) : panel.here ? Theme.compact || Theme.large ? qsTr("すぐ借りる方は、本を窓口へどうぞ") : qsTr("すぐ借りる方は、棚の本を窓口へお持ちください") : qsTr("受付のときに、順番が決まります")
            em: Theme.small
            tall: 1.35
            color: Theme.sub
        }
    }
    Column {
        id: no
        visible: !panel.allowed
        x: Theme.inset
        y: panel.inner
        width: panel.width - 2 * x
        spacing: Theme.mm(Theme.compact ? 2 : 3)

        StateBadge {
            width: parent.width
            symbol: "info"
            text: qsTr("いまは予約できません")
            em: panel.tight ? Theme.body : Theme.bigLabel
        }
        Repeater {
            model: (panel.book.reasons ?? []).slice(0, panel.tight ? 1 : 2)

            Words {
                required property string modelData
                width: no.width
                text: Theme.keep(modelData)
                em: Theme.compact || Theme.large ? Theme.second : Theme.notice
                tall: 1.45
            }
        }
        Words {
            text: qsTr("代わりにできること")
            em: Theme.second
            bold: true
            tall: 1.3
            color: Theme.ink
            visible: !panel.tight
        }
        Grid {
            id: ways
            visible: !(Theme.compact && Theme.extra)
            width: parent.width
            columns: panel.tight ? 2 : 1
            spacing: Theme.gap
            readonly property int cell: panel.tight ? Math.floor((width - spacing) / 2) : width

            Button {
                width: ways.cell
                tall: Theme.tapRow
                em: panel.tight ? Theme.least : Theme.second
                leftAligned: !panel.tight
                symbol: panel.tight ? "" : "search"
                text: panel.tight ? qsTr("似た本を探す") : qsTr("似た本で、借りられるもの")
                onClicked: Opened.similar()
            }
            Button {
                width: ways.cell
                tall: Theme.tapRow
                em: panel.tight ? Theme.least : Theme.second
                leftAligned: !panel.tight
                symbol: panel.tight ? "" : "person"
                text: qsTr("係に聞く")
                say: qsTr("予約について係に聞く")
                onClicked: Session.askStaff()
            }
        }
    }
}
