pragma ComponentBehavior: Bound

import QtQuick
import Shirabe

/*
 Letters, digits and signs for passwords that are more than digits. Fills the size it is given.
   letter(string)   a sign was touched;  erase() one back;  clear() all away
   big              capital letters;  signs  signs instead of letters
   plainOnly        letters and digits only, always capitals (a setup code)
*/
Item {
    id: board

    property bool big: false
    property bool signs: false
    property bool plainOnly: false
    readonly property var rows: {
        if (signs)
            return ["1234567890", "!\"#$%&'()*", "+,-./:;<=>", "?@[\\]^_`{|", "}~"];
        const low = ["1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm"];
        return big || plainOnly ? low.map(row => row.toUpperCase()) : low;
    }
    readonly property int lines: signs ? 6 : 5
    readonly property int cellWidth: Math.floor((width - 9 * Theme.gap) / 10)
    readonly property int cellHeight: Math.min(Theme.wide(24), Math.floor((height - (lines - 1) * Theme.gap) / lines))

    signal letter(string sign)
    signal erase
    signal clear

    Repeater {
        model: board.rows

        Item {
            id: line
            required property string modelData
            required property int index
            readonly property int indent: modelData.length < 10 && !board.signs ? Math.round((10 - modelData.length) * (board.cellWidth + Theme.gap) / 2) : 0

            x: indent
            y: index * (board.cellHeight + Theme.gap)
            width: board.width - indent
            height: board.cellHeight

            Repeater {
                model: line.modelData.split("")

                Key {
                    required property string modelData
                    required property int index
                    x: index * (board.cellWidth + Theme.gap)
                    width: board.cellWidth
                    height: board.cellHeight
                    text: modelData
                    em: Math.min(Theme.letter(8.9), Math.floor(board.cellHeight / 1.35))
                    onClicked: board.letter(modelData)
                }
            }
        }
    }
    Row {
        y: (board.lines - 1) * (board.cellHeight + Theme.gap)
        spacing: Theme.gap

        Key {
            visible: !board.plainOnly
            width: Math.round(board.width * 0.2)
            height: board.cellHeight
            kind: "work"
            chosen: board.big
            text: qsTr("大文字")
            onClicked: board.big = !board.big
        }
        Key {
            visible: !board.plainOnly
            width: Math.round(board.width * 0.2)
            height: board.cellHeight
            kind: "work"
            text: board.signs ? "abc" : qsTr("記号")
            onClicked: board.signs = !board.signs
        }
        Key {
            width: Math.round(board.width * 0.24)
            height: board.cellHeight
            kind: "work"
            text: qsTr("ぜんぶ消す")
            onClicked: board.clear()
        }
        Key {
            width: Math.round(board.width * 0.24)
            height: board.cellHeight
            kind: "erase"
            symbol: "delete"
            text: qsTr("1字消す")
            onClicked: board.erase()
        }
    }
}
