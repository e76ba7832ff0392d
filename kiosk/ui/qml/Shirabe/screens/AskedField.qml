import QtQuick
import Shirabe
import Shirabe.Backend

/*
 What was searched for, and what kind of heading it is, or which list this is; a touch leads to the
 board.
*/
Tappable {
    id: asked
    // a list has no words to mend
    readonly property string act: Listing.canFilter ? qsTr("なおす") : qsTr("ことばで探す")
    text: Listing.said
    say: act + "：" + [Listing.said, Listing.note].filter(part => part !== "").join("、")
    onClicked: Session.go("search")

    background: Rectangle {
        radius: asked.corner
        color: asked.lit ? Theme.primaryTint : Theme.white
        border.width: Theme.line
        border.color: asked.lit ? Theme.primary : Theme.edge
    }
    contentItem: Item {
        clip: true
        Icon {
            id: glass
            x: Theme.inset * 1.2
            anchors.verticalCenter: parent.verticalCenter
            name: Listing.canFilter ? "search" : "book"
            size: Theme.letter(8.4)
        }
        TextMetrics {
            id: name
            font.pixelSize: Theme.section
            font.weight: Font.Bold
            font.letterSpacing: Theme.section * 0.02
            text: Listing.said
        }
        Words {
            id: said
            anchors.left: glass.right
            anchors.leftMargin: Theme.s4
            // a long name takes two lines of smaller letters
            readonly property bool longer: name.advanceWidth > room
            readonly property int room: fix.x - x - Theme.inset
            width: Math.min(implicitWidth, room)
            height: parent.height
            text: longer ? Theme.keep(Listing.said) : Listing.said
            elide: Text.ElideRight
            em: longer ? Theme.second : Theme.section
            bold: true
            tall: longer ? 1.15 : 1.5
            maximumLineCount: longer ? 2 : 1
            color: Theme.ink
            Accessible.ignored: true
        }
        Row {
            anchors.left: said.right
            anchors.leftMargin: Theme.s4
            anchors.verticalCenter: parent.verticalCenter
            spacing: Theme.s2
            visible: noted.text !== "" && x + width < fix.x - Theme.inset

            Icon {
                anchors.verticalCenter: parent.verticalCenter
                visible: name !== ""
                name: Listing.kind.icon ?? ""
                size: Theme.iconSmall
                color: Theme.sub
            }
            Words {
                id: noted
                text: Listing.note !== "" ? Listing.note : Listing.kind.word ?? ""
                em: Theme.small
                color: Theme.sub
                Accessible.ignored: true
            }
        }
        Rectangle {
            anchors.right: parent.right
            anchors.rightMargin: Theme.line
            y: Theme.line
            width: fix.width + Theme.inset * 2
            height: parent.height - 2 * y
            radius: asked.corner
            color: asked.lit ? Theme.primaryTint : Theme.white
        }
        Row {
            id: fix
            anchors.right: parent.right
            anchors.rightMargin: Theme.inset
            anchors.verticalCenter: parent.verticalCenter
            spacing: Theme.s2

            Icon {
                id: pen
                anchors.verticalCenter: parent.verticalCenter
                name: Listing.canFilter ? "pencil" : "search"
                size: Theme.icon * 0.8
                color: Theme.primary
            }
            Words {
                // the list's own name comes first
                visible: said.x + name.advanceWidth + fix.spacing + pen.width + implicitWidth + 3 * Theme.inset <= asked.width
                text: asked.act
                em: Theme.second
                bold: true
                color: Theme.primary
                Accessible.ignored: true
            }
        }
    }
}
