pragma ComponentBehavior: Bound

import QtQuick
import Shirabe

/*
 Places or ways of being told as buttons of the deck: two rows in a wide panel, three in an upright
 one; what does not fit comes with 「ほかも見る」.
   choices   rows of choices.py: {id, text, note, symbol, on, why}; a count where there is one
   several   more than one can be on
   chosen(choice)   one was touched, also where it cannot be chosen (`why`)
*/
DeckRow {
    id: row

    property var choices: []
    property bool several: false
    property int leafed: 0
    readonly property int across: Theme.portrait ? 2 : 3
    readonly property int full: across * (Theme.portrait ? 3 : 2)
    readonly property int per: choices.length > full ? full - 1 : full
    readonly property int last: Math.max(0, Math.ceil(choices.length / per) - 1)
    readonly property int leaf: Math.min(leafed, last)

    signal chosen(var choice)

    parts: across
    onChoicesChanged: if (leafed > last)
        leafed = 0

    Repeater {
        model: row.choices.slice(row.leaf * row.per, (row.leaf + 1) * row.per)

        DeckButton {
            required property var modelData
            width: row.of(1)
            tall: row.tall
            symbol: modelData.on ? "tick" : modelData.why !== "" ? "info" : modelData.symbol
            on: modelData.on
            text: modelData.text
            count: modelData.count ?? ""
            say: [modelData.text, count, modelData.why !== "" ? modelData.why : modelData.note].filter(part => part !== "").join("、")
            Accessible.role: row.several ? Accessible.CheckBox : Accessible.RadioButton
            Accessible.checkable: true
            Accessible.checked: on
            onClicked: row.chosen(modelData)
        }
    }
    DeckButton {
        visible: row.last > 0
        width: row.of(1)
        tall: row.tall
        chevron: "right"
        text: qsTr("ほかも見る（%1／%2）").arg(row.leaf + 1).arg(row.last + 1)
        onClicked: row.leafed = row.leaf < row.last ? row.leaf + 1 : 0
    }
}
