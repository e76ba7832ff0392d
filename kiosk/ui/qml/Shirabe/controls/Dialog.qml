import QtQuick
import Shirabe

/*
 A question on plain paper: the page beneath is not drawn (privacy, no veil).
   shown     whether it stands; the page behind must be invisible meanwhile (Main does it)
   title     main sentence; `body` a second one
   content   children, under the words
   wide      width of the panel in px
*/
FocusScope {
    id: dialog

    property bool shown: false
    property string title: ""
    property string body: ""
    property int wide: Math.min(parent ? parent.width - 2 * Theme.margin : 0, Theme.mm(348))
    default property alias content: place.data

    anchors.fill: parent
    visible: shown
    focus: shown
    Accessible.role: Accessible.Dialog
    Accessible.name: title

    MouseArea {
        anchors.fill: parent
        Accessible.ignored: true
    }
    Rectangle {
        anchors.fill: parent
        color: Theme.paper
    }
    Rectangle {
        anchors.horizontalCenter: parent.horizontalCenter
        y: Theme.lowReach ? parent.height - height - Theme.gap : Math.max(Theme.gap, Math.round((parent.height - height) / 2))
        width: dialog.wide
        height: Math.min(parent.height - 2 * Theme.gap, column.height + 2 * Theme.mm(Theme.compact ? 8 : 14))
        radius: Theme.panelCorner
        color: Theme.white
        border.width: Theme.line3
        border.color: Theme.ink

        Column {
            id: column
            x: Theme.mm(Theme.compact ? 10 : 18)
            width: parent.width - 2 * x
            anchors.verticalCenter: parent.verticalCenter
            spacing: Theme.block

            Words {
                width: parent.width
                visible: text !== ""
                text: dialog.title
                em: Theme.bookTitle
                bold: true
                tall: 1.3
                color: Theme.ink
            }
            Words {
                width: parent.width
                visible: text !== ""
                text: dialog.body
                em: Theme.bigLabel
                tall: 1.6
            }
            Column {
                id: place
                width: parent.width
                spacing: Theme.block
            }
        }
    }
}
