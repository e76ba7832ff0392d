import QtQuick
import Shirabe

/*
 A filter: box, word, count right. 64 px.
   text, count   words; count "" is not shown
   on            ticked
   plain         no border (a tick box with words)
   none          nothing would be left: quiet, still taps
   lifts         on, and a touch takes it away: a cross stands right
*/
Tappable {
    id: chip

    property bool on: false
    property string count: ""
    property bool plain: false
    property bool none: false
    property bool lifts: false
    property int em: Theme.second
    readonly property int inset: Theme.mm(Theme.compact ? 3.4 : 4.6)

    implicitHeight: Math.max(Theme.chip, label.height + 2 * Theme.s2)
    implicitWidth: Theme.mm(60)
    Accessible.role: Accessible.CheckBox
    Accessible.checkable: true
    Accessible.checked: on
    say: lifts ? qsTr("%1を外す").arg(text) : count === "" ? text : text + " " + count

    background: Rectangle {
        radius: chip.corner
        color: chip.lit || (chip.on && !chip.plain) ? Theme.primaryTint : chip.plain ? "transparent" : chip.none ? Theme.paper2 : Theme.white
        border.width: chip.plain || chip.none && !chip.lit ? 0 : Theme.line
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
            anchors.right: cross.visible ? cross.left : figure.left
            anchors.rightMargin: Theme.hair
            anchors.verticalCenter: parent.verticalCenter
            // rather smaller than with a lone letter on a second line
            readonly property real wide: [...chip.text].reduce((sum, letter) => sum + (letter < "\u0080" ? 0.62 : 1.02), 0)
            text: Theme.keep(chip.text)
            readonly property real room: chip.width - 2 * chip.inset - box.width - Theme.gap - Theme.hair - (chip.lifts ? cross.width : figure.implicitWidth)
            em: wide * chip.em > room && wide * Theme.least <= room ? Theme.least : chip.em
            bold: chip.on && !chip.plain
            tall: 1.25
            color: chip.none ? Theme.dim : Theme.ink
            Accessible.ignored: true
        }
        Icon {
            id: cross
            visible: chip.lifts
            anchors.right: parent.right
            anchors.rightMargin: chip.inset
            anchors.verticalCenter: parent.verticalCenter
            name: "close"
            size: Math.round(chip.em * 0.9)
            color: Theme.primary
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
            color: chip.on ? Theme.ink : chip.none ? Theme.dim : Theme.sub
            Accessible.ignored: true
        }
    }
}
