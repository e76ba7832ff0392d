pragma ComponentBehavior: Bound

import QtQuick
import Shirabe

/*
 Number pad of the sign-in pages: 1–9, ぜんぶ消す, 0, 1字消す. Fills the size it is given.
   digit(string)   a digit was touched
   erase()         one back;  clear()   all away
*/
Item {
    id: pad

    signal digit(string d)
    signal erase
    signal clear

    readonly property int gap: Theme.mm(3.5)
    readonly property int cellWidth: Math.floor((width - 2 * gap) / 3)
    readonly property int cellHeight: Math.floor((height - 3 * gap) / 4)

    implicitWidth: Theme.mm(124)
    implicitHeight: 4 * Theme.wide(Theme.compact ? 19 : 31.8) + 3 * gap

    Repeater {
        model: ["1", "2", "3", "4", "5", "6", "7", "8", "9", "clear", "0", "erase"]

        Key {
            id: key
            required property string modelData
            required property int index
            readonly property bool isDigit: modelData.length === 1

            x: (index % 3) * (pad.cellWidth + pad.gap)
            y: Math.floor(index / 3) * (pad.cellHeight + pad.gap)
            width: pad.cellWidth
            height: pad.cellHeight
            kind: isDigit ? "letter" : "work"
            text: isDigit ? modelData : modelData === "clear" ? qsTr("ぜんぶ\n消す") : qsTr("1字消す")
            symbol: modelData === "erase" ? "delete" : ""
            em: isDigit ? Math.min(Theme.letter(14), Math.round(pad.cellHeight * 0.5)) : Math.min(Theme.second, Math.round(pad.cellHeight * 0.25), Math.round(pad.cellWidth / 4.6))
            onClicked: {
                if (key.isDigit)
                    pad.digit(key.modelData);
                else if (key.modelData === "clear")
                    pad.clear();
                else
                    pad.erase();
            }
        }
    }
}
