import QtQuick
import Shirabe

/*
 One of several: ring, two lines, icon. 92 px.
   text, note   two lines
   symbol       right
   on           chosen
   why          not possible, and why: shown as the second line; still taps (the caller explains)
   brief        the same in few words, for a narrow card
*/
Tappable {
    id: choice

    property bool on: false
    property string note: ""
    property string symbol: ""
    property string why: ""
    property string brief: ""

    implicitHeight: Math.max(Theme.choice, lines.height + 2 * Theme.gap)
    implicitWidth: Theme.mm(110)
    say: [text, why !== "" ? why : note].filter(part => part !== "").join("、")
    Accessible.role: Accessible.RadioButton
    Accessible.checkable: true
    Accessible.checked: on

    background: Rectangle {
        radius: choice.corner
        color: choice.lit || choice.on ? Theme.primaryTint : choice.why !== "" ? Theme.paper2 : Theme.white
        border.width: choice.on ? Theme.line3 : Theme.line
        border.color: choice.on ? Theme.primary : Theme.edge
    }
    contentItem: Item {
        Rectangle {
            id: ring
            x: Theme.mm(5)
            anchors.verticalCenter: parent.verticalCenter
            width: Theme.letter(8.9)
            height: width
            radius: width / 2
            color: choice.on ? Theme.primary : Theme.white
            border.width: choice.on ? Theme.mm(2.8) : Theme.line
            border.color: choice.on ? Theme.primary : Theme.edge
            visible: choice.why === ""

            Rectangle {
                visible: choice.on
                anchors.centerIn: parent
                width: Math.round(parent.width * 0.36)
                height: width
                radius: width / 2
                color: Theme.primaryWords
            }
        }
        Icon {
            anchors.centerIn: ring
            name: choice.why !== "" ? "info" : ""
            size: ring.width
        }
        Column {
            id: lines
            anchors.left: ring.right
            anchors.leftMargin: Theme.s4
            anchors.right: mark.visible ? mark.left : parent.right
            anchors.rightMargin: Theme.s2
            anchors.verticalCenter: parent.verticalCenter

            Words {
                width: parent.width
                text: Theme.keep(choice.text)
                em: Theme.body
                bold: true
                tall: 1.3
                color: Theme.ink
                Accessible.ignored: true
            }
            Words {
                width: parent.width
                visible: text !== ""
                // a masked number breaks where it is parted
                text: choice.why === "" ? (choice.note.indexOf("•") < 0 ? Theme.keep(choice.note) : choice.note) : Theme.keep(choice.brief !== "" ? choice.brief : choice.why)
                em: Theme.least
                tall: 1.35
                color: Theme.text
                Accessible.ignored: true
            }
        }
        Icon {
            id: mark
            anchors.right: parent.right
            anchors.rightMargin: Theme.mm(4.6)
            anchors.verticalCenter: parent.verticalCenter
            name: choice.symbol
            size: Theme.icon
        }
    }
}
