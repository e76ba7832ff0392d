pragma ComponentBehavior: Bound

import QtQuick
import Shirabe
import Shirabe.Backend

/*
 Nothing was found: what finds something instead, each with how much, and at last to ask in another
 way. In low reach the deck has the same rungs, and this is for reading.
   room      px that there are;  reading  words only
*/
Column {
    id: ladder

    property int room: 0
    property bool reading: false
    readonly property var ways: reading ? [] : Narrowing.ways
    readonly property int columns: Theme.portrait || Theme.extra ? 1 : 2
    readonly property int step: Theme.wide(Theme.compact ? 18 : 21.3) + Theme.gap
    readonly property int most: columns * Math.max(1, Math.floor((room - says.height - spacing - (others.visible ? others.height + spacing : 0)) / step))

    spacing: Theme.gap

    Notice {
        id: says
        width: ladder.width
        kind: "quiet"
        title: qsTr("見つかりませんでした")
        text: Narrowing.ways.length > 0 ? qsTr("こうすると見つかります。ふれると、探しなおします。") : qsTr("ことばをなおすか、控えを係にお見せください。\nほかの図書館の本もお調べします。")
    }
    Grid {
        id: rungs
        width: ladder.width
        columns: ladder.columns
        spacing: Theme.gap
        readonly property int cell: Math.floor((width - spacing * (columns - 1)) / columns)

        Repeater {
            model: Math.min(ladder.ways.length, ladder.most)

            HeadingCard {
                required property int index
                readonly property var way: ladder.ways[index] ?? ({})
                width: rungs.cell
                heading: ({
                        "text": way.text ?? "",
                        "kana": way.note ?? "",
                        "icon": way.icon ?? "",
                        "word": "",
                        "count": way.count ?? ""
                    })
                onClicked: Narrowing.take(index)
            }
        }
    }
    Flow {
        id: others
        width: ladder.width
        visible: !ladder.reading
        spacing: Theme.gap

        Button {
            // it is in the head, too; the largest letters need its place
            visible: !(Theme.compact && Theme.extra)
            symbol: "pencil"
            tall: Theme.tapRow
            em: Theme.second
            text: qsTr("ことばをなおす")
            onClicked: Session.go("search")
        }
        Button {
            symbol: "receipt"
            tall: Theme.tapRow
            em: Theme.second
            text: qsTr("係にわたす控え")
            onClicked: Slip.show()
        }
    }
}
