pragma ComponentBehavior: Bound

import QtQuick
import Shirabe

/* How to scan a card: the reader under the screen, its red light, the card's barcode. */
Item {
    id: drawing

    readonly property real unit: Math.min(width / 400, height / 302)
    readonly property var bars: [8, 3, 9, 3, 5, 3, 9, 3, 5, 3, 9, 3, 5, 7, 3, 6, 3, 6]

    Accessible.role: Accessible.Graphic
    Accessible.name: qsTr("カードのバーコードを、読み取り口の赤い光に当てる絵")

    Item {
        width: 400 * drawing.unit
        height: 302 * drawing.unit
        anchors.centerIn: parent

        Rectangle {
            width: parent.width
            height: 108 * drawing.unit
            topLeftRadius: 20 * drawing.unit
            topRightRadius: 20 * drawing.unit
            color: Theme.paper2
            border.width: Theme.line3
            border.color: Theme.ink
        }
        Rectangle {
            x: 70 * drawing.unit
            y: 74 * drawing.unit
            width: 260 * drawing.unit
            height: 34 * drawing.unit
            color: Theme.ink
        }
        Repeater {
            model: 8

            Rectangle {
                required property int index
                readonly property int step: index % 4
                x: (index < 4 ? 86 - step * 5 : 312 + step * 5) * drawing.unit
                y: (112 + step * 10) * drawing.unit
                width: Theme.line
                height: 6 * drawing.unit
                rotation: index < 4 ? 27 : -27
                color: Theme.error
                antialiasing: true
            }
        }
        Rectangle {
            x: 30 * drawing.unit
            y: 150 * drawing.unit
            width: 340 * drawing.unit
            height: 152 * drawing.unit
            radius: 22 * drawing.unit
            color: Theme.spinePaper
            border.width: Theme.line3
            border.color: Theme.contrast ? Theme.ink : Theme.spineInk
        }
        Row {
            x: 62 * drawing.unit
            y: 172 * drawing.unit
            height: 54 * drawing.unit
            spacing: 9.8 * drawing.unit

            Repeater {
                model: drawing.bars

                Rectangle {
                    required property int modelData
                    anchors.verticalCenter: parent.verticalCenter
                    width: Math.max(2, Math.round(modelData * drawing.unit * 0.95))
                    height: (modelData > 6 ? 54 : 44) * drawing.unit
                    radius: Theme.line / 2
                    color: Theme.spineInk
                }
            }
        }
        Rectangle {
            x: 32 * drawing.unit
            y: 195 * drawing.unit
            width: 336 * drawing.unit
            height: Math.max(3, Math.round(5 * drawing.unit))
            color: Theme.error
        }
        Words {
            x: 64 * drawing.unit
            y: 238 * drawing.unit
            width: 280 * drawing.unit
            text: qsTr("図書館利用者カード")
            em: Math.round(25 * drawing.unit)
            bold: true
            color: Theme.spineInk
            wrapMode: Text.NoWrap
            Accessible.ignored: true
        }
    }
}
