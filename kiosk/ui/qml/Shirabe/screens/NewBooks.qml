pragma ComponentBehavior: Bound

import QtQuick
import Shirabe
import Shirabe.Backend

/*
 New books as they stand on a shelf, under their heading; the last place opens all of them.
   rows         rows of books
   bookHeight   height of a book, px
   reading      for looking at only: nothing can be touched, and books take every place
*/
Column {
    id: books

    property int rows: 1
    property int bookHeight: Theme.mm(72)
    property bool reading: false
    readonly property int headTall: Math.round(Theme.letter(7.4) * 1.4)

    // read once: each reading makes all of them anew
    readonly property var arrived: Finding.arrivals
    visible: arrived.length > 0
    spacing: Theme.s2

    Row {
        height: books.headTall
        spacing: Theme.s4

        Words {
            height: parent.height
            text: qsTr("新しく入った本")
            em: Theme.letter(7.4)
            bold: true
            color: Theme.ink
            Accessible.role: Accessible.Heading
        }
        Words {
            height: parent.height
            text: [Finding.arrivalsSince, Finding.arrivalsCount].filter(part => part !== "").join("　")
            em: Theme.second
            color: Theme.sub
        }
    }
    Grid {
        id: shelf
        width: parent.width
        columns: many
        spacing: Theme.s4
        readonly property int many: Math.max(2, Math.floor((width + spacing) / (Theme.letter(Theme.large ? 44 : 51) + spacing)))
        readonly property int cell: Math.floor((width - (many - 1) * spacing) / many)

        Repeater {
            model: Math.max(1, Math.min(shelf.many * books.rows - (books.reading ? 0 : 1), 11))

            Spine {
                required property int index
                readonly property var found: books.arrived[index] ?? null
                visible: found !== null
                enabled: !books.reading
                book: found ?? ({})
                width: shelf.cell
                height: books.bookHeight
                onClicked: Opened.go(book.id)
            }
        }
        Button {
            visible: !books.reading
            width: shelf.cell
            height: books.bookHeight
            kind: "blue"
            em: Theme.letter(6.4)
            stacked: true
            text: qsTr("%1を\nぜんぶ見る").arg(Finding.arrivalsCount)
            symbol: "right"
            onClicked: Finding.showArrivals()
        }
    }
}
