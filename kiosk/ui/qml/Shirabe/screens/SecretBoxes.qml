pragma ComponentBehavior: Bound

import QtQuick
import Shirabe

/*
 Digits as boxes: a dot for each that was typed, a blue cursor where the next one goes.
   boxes     list of {mark, sign}; mark is dot, cursor, digit or empty
   name      what is typed here, for speech
   tall      height of a box, px
   touched() the boxes were touched: type here
*/
Item {
    id: row

    property var boxes: []
    property string name: ""
    property int tall: Theme.wide(Theme.compact ? 18 : 27.8)
    readonly property int gap: boxes.length > 6 ? Theme.s2 : Theme.mm(3.5)
    readonly property int typed: boxes.filter(box => box.mark === "dot" || box.mark === "digit").length
    readonly property real box: boxes.length > 0 ? (width - gap * (boxes.length - 1)) / boxes.length : width

    signal touched

    implicitHeight: tall
    Accessible.role: Accessible.EditableText
    Accessible.passwordEdit: true
    Accessible.name: name + " " + qsTr("%1つ打ちました").arg(typed)

    Repeater {
        model: row.boxes

        Rectangle {
            id: cell
            required property var modelData
            required property int index
            readonly property bool active: modelData.mark === "cursor"

            x: Math.round(index * (row.box + row.gap))
            width: Math.round(row.box)
            height: row.tall
            radius: Theme.corner
            color: Theme.white
            border.width: active ? Theme.line4 : Theme.line
            border.color: active ? Theme.primary : Theme.edge

            Rectangle {
                visible: cell.modelData.mark === "dot"
                anchors.centerIn: parent
                width: Math.round(Math.min(parent.width * 0.5, Theme.mm(12.6)))
                height: width
                radius: width / 2
                color: Theme.ink
            }
            Rectangle {
                visible: cell.active
                anchors.centerIn: parent
                width: Theme.line4
                height: Math.round(Math.min(parent.height * 0.42, Theme.mm(11.4)))
                color: Theme.primary
            }
            Words {
                visible: cell.modelData.mark === "digit"
                anchors.centerIn: parent
                text: cell.modelData.sign
                em: Math.round(Math.min(parent.width * 0.6, Theme.letter(14)))
                bold: true
                tabular: true
                color: Theme.ink
                Accessible.ignored: true
            }
        }
    }
    TapHandler {
        onTapped: row.touched()
    }
}
