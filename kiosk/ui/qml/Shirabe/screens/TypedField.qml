import QtQuick
import Shirabe

/*
 What is being typed on a board, with its cursor: for reading, it takes no touch.
   text   so far;  name  what is typed here, for speech
   here   the cursor stands in it;  tall  height, px
*/
Rectangle {
    id: field

    property string text: ""
    property string name: ""
    property bool here: true
    property int tall: Math.round(Math.max(Theme.wide(Theme.compact ? 14 : 20), typed.height + 2 * Theme.s2))

    height: tall
    radius: Theme.corner
    color: Theme.white
    border.width: here ? Theme.line4 : Theme.line
    border.color: here ? Theme.primary : Theme.edge
    Accessible.role: Accessible.EditableText
    Accessible.name: name + " " + text

    Words {
        id: typed
        x: Theme.inset
        anchors.verticalCenter: parent.verticalCenter
        width: Math.min(implicitWidth, parent.width - 2 * x - Theme.s4)
        text: field.text
        em: field.text.length > 28 || Theme.large && field.text.length > 16 ? Theme.second : field.text.length > 18 ? Theme.body : Theme.letter(9)
        bold: true
        tabular: true
        tall: 1.3
        wrapMode: Text.WrapAnywhere
        color: Theme.ink
        Accessible.ignored: true
    }
    Rectangle {
        visible: field.here
        x: typed.x + typed.width + Theme.hair
        anchors.verticalCenter: parent.verticalCenter
        width: Theme.line4
        height: Math.round(Theme.letter(9))
        color: Theme.primary
    }
}
