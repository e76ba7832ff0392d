pragma ComponentBehavior: Bound

import QtQuick
import Shirabe

/*
 Choices as chips in rows of equal cells; what does not fit is a touch away and takes a cell for that.
   chips    {id, text, count, on, none}
   lines    rows there are;  columns  cells in a row
   tall     height of a cell, px
   lifts    all are on, and a touch takes one away
   topic    where it changes, the first leaf is shown
   touched(id)
*/
Grid {
    id: grid

    property var chips: []
    property int lines: 1
    property int tall: Theme.chip
    property bool lifts: false
    property string topic: ""
    property int leafed: 0
    readonly property int per: chips.length > columns * lines ? Math.max(1, columns * lines - 1) : columns * lines
    readonly property int leaves: Math.max(1, Math.ceil(chips.length / per))
    readonly property int leaf: Math.min(leafed, leaves - 1)
    readonly property var shown: chips.slice(leaf * per, (leaf + 1) * per)
    readonly property int cell: Math.floor((width - spacing * (columns - 1)) / columns)

    signal touched(string id)

    onTopicChanged: leafed = 0
    spacing: Theme.gap

    Repeater {
        model: grid.shown.length

        Chip {
            id: one
            required property int index
            readonly property var chip: grid.shown[index] ?? null
            width: grid.cell
            height: grid.tall
            text: chip?.text ?? ""
            count: chip?.count ?? ""
            on: chip?.on ?? false
            none: chip?.none ?? false
            lifts: grid.lifts
            onClicked: grid.touched(one.chip.id)
        }
    }
    Button {
        visible: grid.leaves > 1
        width: grid.cell
        height: grid.tall
        em: Theme.second
        chevron: "right"
        text: qsTr("ほかも見る（%1／%2）").arg(grid.leaf + 1).arg(grid.leaves)
        onClicked: grid.leafed = grid.leaf < grid.leaves - 1 ? grid.leaf + 1 : 0
    }
}
