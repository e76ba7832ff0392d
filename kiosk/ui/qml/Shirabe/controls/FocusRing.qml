import QtQuick
import Shirabe

/*
 Focus mark outside its parent: 2 px gap in yellow, then 4 px black. Never clipped: no parent clips.
   shown   whether the parent has the keyboard's focus
   corner  corner of the parent, px
*/
Item {
    id: ring

    property bool shown: false
    property int corner: Theme.corner

    anchors.fill: parent
    visible: shown
    z: 10
    Accessible.ignored: true

    Rectangle {
        anchors.fill: parent
        anchors.margins: -(Theme.line + Theme.line4)
        radius: ring.corner + Theme.line + Theme.line4
        color: "transparent"
        border.width: Theme.line4
        border.color: Theme.focusRing
    }
    Rectangle {
        anchors.fill: parent
        anchors.margins: -Theme.line
        radius: ring.corner + Theme.line
        color: "transparent"
        border.width: Theme.line
        border.color: Theme.focusGap
    }
}
