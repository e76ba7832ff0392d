pragma ComponentBehavior: Bound

import QtQuick
import Shirabe

/*
 A hold's life in the library's own words.
   steps   list of {label, mark}; mark is "passed", "now" or "to_come"
   symbol  icon of the present stop (here, truck, clock, dotted …)
   ready   the present stop is the last and good: green
   terse   only the present stop says its name (narrow columns)
*/
Item {
    id: life

    property var steps: []
    property string symbol: "clock"
    property bool ready: false
    property bool terse: false
    readonly property real pitch: steps.length > 0 ? width / steps.length : width

    readonly property int lines: !terse && steps.some(step => measure.advanceWidth(step.label) > pitch) ? 2 : 1
    readonly property int drawn: Theme.letter(lines > 1 ? 9.2 : 10.5)

    implicitHeight: Theme.letter(17) + (lines - 1) * Math.round(Theme.least * 1.2)
    Accessible.role: Accessible.StaticText
    Accessible.name: {
        const now = steps.find(step => step.mark === "now");
        return now ? now.label : "";
    }

    FontMetrics {
        id: measure
        font.pixelSize: Theme.least
        font.bold: true
        font.letterSpacing: Theme.least * 0.015
    }
    Repeater {
        model: life.steps

        Item {
            id: stop
            required property var modelData
            required property int index
            readonly property bool now: modelData.mark === "now"
            readonly property bool passed: modelData.mark === "passed"
            readonly property bool reached: index + 1 < life.steps.length && life.steps[index + 1].mark !== "to_come"

            x: life.pitch * index
            width: life.pitch
            height: life.height

            Rectangle {
                visible: stop.index + 1 < life.steps.length
                x: parent.width / 2 + Theme.letter(stop.now ? 6.4 : 4)
                y: Math.round(Theme.letter(9.5) / 2 - height / 2)
                width: parent.width - Theme.letter(stop.now ? 6.4 : 4) - Theme.letter(life.steps[stop.index + 1]?.mark === "now" ? 6 : 4)
                height: stop.reached ? Theme.line3 : Theme.line
                color: stop.reached ? Theme.sub : Theme.rule
            }
            Rectangle {
                visible: !stop.now
                anchors.horizontalCenter: parent.horizontalCenter
                y: Math.round(Theme.letter(9.5) / 2 - height / 2)
                width: Theme.letter(4.2)
                height: width
                radius: width / 2
                color: stop.passed ? Theme.sub : Theme.white
                border.width: Theme.line
                border.color: stop.passed ? Theme.sub : Theme.edge
            }
            Icon {
                visible: stop.now
                anchors.horizontalCenter: parent.horizontalCenter
                y: Math.round(Theme.letter(9.5) / 2 - height / 2)
                name: life.symbol
                size: Theme.letter(9.2)
                color: life.ready ? Theme.success : Theme.ink
            }
            TextMetrics {
                id: name
                font.pixelSize: Theme.least
                font.weight: Font.Bold
                font.letterSpacing: Theme.least * 0.015
                text: stop.modelData.label
            }
            Words {
                visible: !life.terse || stop.now
                y: life.drawn
                x: life.terse ? Math.max(-stop.x, Math.min(life.width - stop.x - width, Math.round((stop.width - width) / 2))) : 0
                width: life.terse ? Math.ceil(name.advanceWidth) + Theme.hair : parent.width
                horizontalAlignment: Text.AlignHCenter
                text: life.lines > 1 ? Theme.keep(stop.modelData.label) : stop.modelData.label
                em: Theme.least
                bold: stop.now
                tall: life.lines > 1 ? 1.2 : 1.3
                color: stop.now ? (life.ready ? Theme.success : Theme.ink) : Theme.sub
                Accessible.ignored: true
            }
        }
    }
}
