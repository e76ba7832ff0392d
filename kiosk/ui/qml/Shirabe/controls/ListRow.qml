import QtQuick
import Shirabe

/*
 A row of a list that opens as a whole: title with a blue chevron, second line, own items right.
   title, second   words; both wrap, the row grows
   leads           shows the chevron
   room            px kept free on the right for a button or a label of the caller
   content         items put under the words (StateBadge …), as default children
 Its touch area is the row less 1.5 mm above and below, so that neighbours stay apart.
*/
Tappable {
    id: row

    property string title: ""
    property string second: ""
    property bool leads: true
    property int room: 0
    property int em: Theme.rowTitle
    property int secondEm: Theme.small
    property int inset: Theme.inset
    default property alias content: under.data

    text: title
    implicitHeight: column.implicitHeight + 2 * Theme.mm(2.4)
    spare: Theme.mm(1.5)
    topInset: spare
    bottomInset: spare

    background: Rectangle {
        color: row.lit ? Theme.primaryTint : "transparent"
        radius: Theme.corner
    }
    contentItem: Item {
        Column {
            id: column
            x: row.inset
            width: parent.width - 2 * row.inset - row.room
            anchors.verticalCenter: parent.verticalCenter

            Item {
                width: parent.width
                height: name.height

                Words {
                    id: name
                    width: Math.min(implicitWidth, parent.width - (row.leads ? row.em * 1.2 : 0))
                    text: Theme.keep(row.title)
                    em: row.em
                    bold: true
                    tall: 1.35
                    color: Theme.ink
                    Accessible.ignored: true
                }
                // where the last of several lines ends: whoever listens to a line moves it, so a twin
                Words {
                    id: twin
                    property real end: 0
                    visible: false
                    width: name.width
                    text: name.lineCount > 1 ? name.text : ""
                    em: name.em
                    bold: true
                    onLineLaidOut: line => {
                        if (line.isLast)
                            end = Math.ceil(line.implicitWidth);
                    }
                }
                Icon {
                    visible: row.leads
                    x: (name.lineCount > 1 ? Math.min(name.width, twin.end) : name.contentWidth) + Math.round(row.em * 0.3)
                    y: Math.round(name.height - name.lineHeight / 2 - height / 2)
                    name: "right"
                    size: Math.round(row.em * 0.85)
                    color: Theme.primary
                }
            }
            Words {
                width: parent.width
                visible: text !== ""
                text: Theme.parts(row.second)
                em: row.secondEm
                tall: 1.4
                color: Theme.sub
                Accessible.ignored: true
            }
            Column {
                id: under
                width: parent.width
            }
        }
    }
}
