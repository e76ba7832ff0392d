import QtQuick
import Shirabe

/*
 The line that shows what was typed. Not a text field: it keeps no history to undo.
   text      what was typed
   hint      quiet words at the right
   tall      height in px
*/
Rectangle {
    id: field

    property string text: ""
    property string hint: ""
    property int tall: Theme.tap

    implicitHeight: tall
    radius: Theme.corner
    color: Theme.white
    border.width: Theme.line3
    border.color: Theme.ink
    Accessible.role: Accessible.EditableText
    Accessible.name: qsTr("さがすことば")
    Accessible.description: text
    Accessible.readOnly: false

    Icon {
        id: glass
        x: Theme.inset * 1.3
        anchors.verticalCenter: parent.verticalCenter
        name: "search"
        size: Theme.letter(8.6)
        color: Theme.sub
    }
    Item {
        id: window
        anchors.left: glass.right
        anchors.leftMargin: Theme.s4
        anchors.right: parent.right
        anchors.rightMargin: Theme.s4 + (hint.visible ? hint.width + Theme.s4 : 0)
        height: parent.height
        clip: true

        Words {
            id: words
            x: Math.min(0, window.width - implicitWidth - Theme.gap)
            height: parent.height
            text: field.text
            em: Theme.section
            bold: false
            color: Theme.ink
            wrapMode: Text.NoWrap
            Accessible.ignored: true
        }
        Rectangle {
            x: words.x + (field.text === "" ? 0 : words.implicitWidth + Theme.hair)
            anchors.verticalCenter: parent.verticalCenter
            width: Theme.line3
            height: Math.round(Theme.section * 1.3)
            color: Theme.primary
        }
    }
    Words {
        id: hint
        anchors.right: parent.right
        anchors.rightMargin: Theme.inset * 1.2
        height: parent.height
        visible: text !== "" && words.implicitWidth + implicitWidth + glass.width + Theme.mm(24) < field.width
        text: field.hint
        em: Theme.small
        color: Theme.sub
        Accessible.ignored: true
    }
}
