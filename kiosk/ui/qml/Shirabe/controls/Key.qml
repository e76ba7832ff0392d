import QtQuick
import Shirabe

/*
 A key of a board.
   text   letter or word
   kind   "letter" | "work" (function key, paper3) | "erase" (white, the most needed)
   live   a letter that leads on to a title; a dead one is quieter and still types
   symbol above the word; `flat` puts it left of it
   em     letter size
   chosen the row that is open on the two-step board
*/
Tappable {
    id: key

    property string kind: "letter"
    property bool live: true
    property bool chosen: false
    property string symbol: ""
    property bool flat: false
    property int em: kind === "letter" ? Theme.letter(9.4) : Theme.second
    readonly property bool filled: lit || chosen
    readonly property bool dead: kind === "letter" && !live

    implicitWidth: Theme.key
    implicitHeight: Theme.key
    Accessible.description: dead ? qsTr("続くことばがありません") : ""

    background: Rectangle {
        radius: key.corner
        color: key.filled ? Theme.primary : key.kind === "work" ? Theme.paper3 : key.dead ? Theme.paper2 : Theme.white
        border.width: key.dead && !key.filled && !Theme.contrast ? 0 : Theme.line
        border.color: key.filled ? Theme.primary : key.dead ? Theme.rule : Theme.edge
    }
    contentItem: Item {
        Grid {
            anchors.centerIn: parent
            columns: key.flat ? 2 : 1
            spacing: key.flat ? Theme.gap : Theme.hair
            horizontalItemAlignment: Grid.AlignHCenter
            verticalItemAlignment: Grid.AlignVCenter

            Icon {
                name: key.symbol
                size: Math.round(key.em * 1.35)
                color: label.color
            }
            Words {
                id: label
                text: key.text
                em: key.em
                tall: 1.3
                bold: !key.dead
                color: key.filled ? Theme.primaryWords : key.dead ? Theme.dim : Theme.ink
                horizontalAlignment: Text.AlignHCenter
                Accessible.ignored: true
            }
        }
    }
}
