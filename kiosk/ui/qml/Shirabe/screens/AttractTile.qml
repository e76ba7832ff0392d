import QtQuick
import Shirabe

/*
 One more way on from the first page: icon, words, and where there is room what lies behind them.
   symbol, under   icon; second line
*/
Tappable {
    id: tile
    property string symbol
    property string under
    readonly property bool flat: height < Theme.letter(30)

    background: Rectangle {
        radius: tile.corner
        color: tile.lit ? Theme.primaryTint : Theme.white
        border.width: Theme.line
        border.color: tile.lit ? Theme.primary : Theme.edge
    }
    contentItem: Item {
        Grid {
            anchors.centerIn: parent
            columns: tile.flat ? 2 : 1
            spacing: tile.flat ? Theme.gap : Theme.hair
            horizontalItemAlignment: Grid.AlignHCenter
            verticalItemAlignment: Grid.AlignVCenter

            Icon {
                name: tile.symbol
                size: tile.flat ? Theme.letter(9) : Theme.letter(12.5)
            }
            Words {
                text: tile.text
                em: Math.min(tile.flat ? Theme.body : Theme.letter(7.9), Math.round((tile.width - (tile.flat ? Theme.letter(13) : Theme.gap)) / 7.6))
                bold: true
                tall: 1.4
                color: Theme.ink
                Accessible.ignored: true
            }
            Words {
                visible: !tile.flat && tile.height > Theme.letter(36) && implicitWidth < tile.width - Theme.s2
                text: tile.under
                em: Theme.least
                tall: 1.4
                color: Theme.sub
                Accessible.ignored: true
            }
        }
    }
}
