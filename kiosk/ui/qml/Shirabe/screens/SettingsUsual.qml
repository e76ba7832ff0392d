pragma ComponentBehavior: Bound

import QtQuick
import Shirabe
import Shirabe.Backend

/*
 The usual place and the usual contact, one under the other.
   per   places shown at a time
   chosen(choice, isPlace)   one was touched, also where it cannot be chosen (`why`)
*/
Column {
    id: usual

    property int per: 6
    readonly property int half: Math.floor((width - Theme.gap) / 2)

    signal chosen(var choice, bool isPlace)

    spacing: Theme.gap

    component Title: Words {
        em: Theme.bigLabel
        bold: true
        tall: 1.35
        color: Theme.ink
        Accessible.role: Accessible.Heading
    }
    component Choices: Grid {
        id: block
        property alias model: cards.model
        property bool isPlace: false
        columns: 2
        spacing: Theme.gap

        Repeater {
            id: cards

            Choice {
                required property var modelData
                width: usual.half
                text: modelData.text
                note: modelData.note
                symbol: modelData.symbol
                on: modelData.on
                why: modelData.why
                brief: modelData.brief ?? ""
                onClicked: usual.chosen(modelData, block.isPlace)
            }
        }
    }

    Item {
        width: parent.width
        height: Math.max(head.height, pager.visible ? pager.height : 0)

        Title {
            id: head
            anchors.verticalCenter: parent.verticalCenter
            text: qsTr("いつもの%1").arg(Cart.pickupLabel)
        }
        Pager {
            id: pager
            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
            count: Own.pickups.length
            per: usual.per
        }
    }
    Choices {
        model: Own.pickups.slice(pager.start, pager.start + usual.per)
        isPlace: true
    }
    Title {
        topPadding: Theme.s4
        text: qsTr("いつもの%1").arg(Cart.contactLabel)
    }
    Choices {
        model: Own.contacts
    }
    Words {
        width: parent.width
        topPadding: Theme.s4
        visible: !Theme.compact
        text: Theme.keep(qsTr("ここでえらんでおくと、予約のときに、はじめからえらばれています。"))
        em: Theme.second
        color: Theme.sub
    }
}
