import QtQuick
import Shirabe

/*
 A list to open: icon and how many titles, name, the days or words it was made of, its first titles.
   card   a card of Displays; a theme has a tint, like a shelf's colour
*/
Tappable {
    id: tile

    property var card: ({})
    readonly property bool low: height < Theme.letter(46)

    corner: Theme.bigCorner
    text: card.name ?? ""
    say: [card.name, card.text, card.count].filter(part => part).join("、")

    background: Rectangle {
        radius: tile.corner
        color: tile.lit ? Theme.primaryTint : (tile.card.tint ?? "") === "" ? Theme.white : Theme.tint(tile.card.tint)
        border.width: Theme.line
        border.color: tile.lit ? Theme.primary : Theme.edge
    }
    contentItem: Item {
        Row {
            id: mark
            x: Theme.inset
            y: Theme.mm(tile.low ? 3 : 5)
            spacing: Theme.gap

            Icon {
                anchors.verticalCenter: parent.verticalCenter
                name: tile.card.symbol ?? ""
                size: Theme.letter(tile.low ? 8 : 10)
            }
            Words {
                anchors.verticalCenter: parent.verticalCenter
                text: tile.card.count ?? ""
                em: Theme.second
                tabular: true
                color: Theme.text
                Accessible.ignored: true
            }
        }
        Column {
            id: told
            readonly property int em: Theme.letter(tile.low ? 7.4 : 8.9)
            x: Theme.inset
            y: mark.y + mark.height + Theme.s2
            width: parent.width - 2 * x
            spacing: Theme.hair

            TextMetrics {
                id: measured
                font.pixelSize: told.em
                font.weight: Font.Bold
                font.letterSpacing: told.em * 0.02
                text: tile.text
            }
            Words {
                id: name
                // a long name takes smaller letters
                readonly property bool longer: measured.advanceWidth > told.width * 1.8
                width: parent.width
                text: Theme.keep(tile.text)
                em: longer ? Theme.letter(6.4) : told.em
                bold: true
                tall: longer ? 1.25 : 1.35
                maximumLineCount: longer && !tile.low ? 3 : 2
                elide: Text.ElideRight
                color: Theme.ink
                Accessible.ignored: true
            }
            Words {
                width: parent.width
                readonly property int lines: Math.min(3, Math.floor((tile.height - told.y - name.height - told.spacing - Theme.mm(3)) / (em * tall)))
                visible: text !== "" && lines > 0
                text: Theme.keep(tile.card.text ?? "")
                em: Theme.second
                tall: 1.45
                maximumLineCount: Math.max(1, lines)
                elide: Text.ElideRight
                color: Theme.text
                Accessible.ignored: true
            }
        }
        Column {
            readonly property int line: Math.round(Theme.small * 1.5)
            readonly property int room: parent.height - told.y - told.height - Theme.mm(7)
            readonly property int lines: Math.min(6, Math.floor(room / line))
            x: Theme.inset
            width: parent.width - 2 * x
            y: told.y + told.height + Theme.mm(4)

            Repeater {
                model: (tile.card.titles ?? []).slice(0, Math.max(0, parent.lines))

                Words {
                    required property string modelData
                    width: parent.width
                    text: modelData
                    em: Theme.small
                    tall: 1.5
                    maximumLineCount: 1
                    elide: Text.ElideRight
                    color: Theme.sub
                    Accessible.ignored: true
                }
            }
        }
    }
}
