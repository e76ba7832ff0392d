import QtQuick
import Shirabe

/* The box of a choice that can be on or off. `on`; `size` px. */
Rectangle {
    property bool on: false
    property int size: Theme.letter(7.4)

    width: size
    height: size
    radius: Theme.mm(1.4)
    color: on ? Theme.primary : Theme.white
    border.width: Theme.line
    border.color: on ? Theme.primary : Theme.edge
    Accessible.ignored: true

    Icon {
        visible: parent.on
        anchors.centerIn: parent
        name: "tick"
        size: Math.round(parent.size * 0.72)
        color: Theme.primaryWords
    }
}
