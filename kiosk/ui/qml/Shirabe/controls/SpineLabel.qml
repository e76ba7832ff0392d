pragma ComponentBehavior: Bound

import QtQuick
import Shirabe

/*
 The label on a book's back: class, author mark, volume in three cells, exactly as printed there.
   call   the three parts joined by a space ("913.6 ム 1")
   big    148×140 instead of 100×90; `factor` makes it larger still
 Stays white with black figures in every theme: it imitates the book.
*/
Rectangle {
    id: label

    property string call: ""
    property bool big: false
    property real factor: 1
    readonly property var cells: {
        const parts = call.split(" ").filter(part => part !== "");
        if (parts.length > 3)
            return [parts[0], parts[1], parts.slice(2).join(" ")];
        return [parts[0] ?? "", parts[1] ?? "", parts[2] ?? ""];
    }

    visible: call !== ""
    implicitWidth: Math.round(factor * Theme.letter(big ? 36.7 : 25))
    implicitHeight: Math.round(factor * Theme.letter(big ? 35 : 22.6))
    radius: Theme.labelCorner
    color: Theme.spinePaper
    border.width: big ? Theme.line3 : Theme.line
    border.color: Theme.spineInk
    Accessible.role: Accessible.StaticText
    Accessible.name: qsTr("背のラベル") + " " + call

    Repeater {
        model: 3

        Item {
            id: cell
            required property int index
            y: Math.round(label.height * cell.index / 3)
            width: label.width
            height: Math.round(label.height * (cell.index + 1) / 3) - y

            Rectangle {
                visible: cell.index > 0
                x: label.border.width
                width: parent.width - 2 * x
                height: label.border.width === Theme.line ? 1 : Theme.line
                color: Theme.spineInk
            }
            Words {
                id: mark
                readonly property int wanted: Math.round(label.factor * Theme.letter(label.big ? 8.2 : 5.6))
                anchors.centerIn: parent
                anchors.verticalCenterOffset: Math.round(mark.em * 0.05)
                width: label.width - 4
                horizontalAlignment: Text.AlignHCenter
                text: label.cells[cell.index]
                em: Math.min(mark.wanted, Math.floor((label.width - 8) / (0.74 * Math.max(3, mark.text.length))))
                bold: true
                tall: 1.1
                tabular: true
                wrapMode: Text.NoWrap
                color: Theme.spineInk
                Accessible.ignored: true
            }
        }
    }
}
