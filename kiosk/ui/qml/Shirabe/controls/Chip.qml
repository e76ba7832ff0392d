import QtQuick
import Shirabe

/*
 A filter: box, word, count right. 64 px.
   text, count   words; count "" is not shown
   on            ticked
   plain         no border (a tick box with words)
*/
Tappable {
    id: chip

    property bool on: false
    property string count: ""
    property bool plain: false
    property int em: Theme.second
    readonly property int inset: Theme.mm(Theme.compact ? 3.4 : 4.6)

    implicitHeight: Math.max(Theme.chip, label.height + 2 * Theme.s2)
    implicitWidth: Theme.mm(60)
    Accessible.role: Accessible.CheckBox
    Accessible.checkable: true
    Accessible.checked: on
    say: count === "" ? text : text + " " + count

    background: Rectangle {
        radius: chip.corner
        color: chip.lit || (chip.on && !chip.plain) ? Theme.primaryTint : chip.plain ? "transparent" : Theme.white
        border.width: chip.plain ? 0 : chip.on ? Theme.line : Theme.line
        border.color: chip.on ? Theme.primary : Theme.edge
    }
    contentItem: Item {
        CheckMark {
            id: box
            x: chip.inset
            anchors.verticalCenter: parent.verticalCenter
            on: chip.on
        }
        Words {
            id: label
            anchors.left: box.right
            anchors.leftMargin: Theme.gap
            anchors.right: figure.left
            anchors.rightMargin: Theme.hair
            anchors.verticalCenter: parent.verticalCenter
            text: chip.text
            em: chip.em
            bold: chip.on && !chip.plain
            tall: 1.25
            color: Theme.ink
            Accessible.ignored: true
        }
        Words {
            id: figure
            anchors.right: parent.right
            anchors.rightMargin: chip.inset
            anchors.verticalCenter: parent.verticalCenter
            text: chip.count
            em: chip.em
            bold: chip.on
            tabular: true
            color: chip.on ? Theme.ink : Theme.sub
            Accessible.ignored: true
        }
    }
}
