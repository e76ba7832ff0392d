pragma ComponentBehavior: Bound

import QtQuick
import Shirabe
import Shirabe.Backend

/*
 A month in weeks, Sunday first. Today is filled, closed days are framed and named; further words
 stand where a day has room for them (all of them stand in the legend too).
*/
Item {
    id: grid

    readonly property int between: Theme.s2
    readonly property int em: Theme.letter(Theme.extra ? 4.2 : 4.9)
    readonly property int headTall: Math.round(Theme.least * 1.4)
    readonly property int weeks: Math.max(5, Math.ceil(Calendar.days.length / 7))
    readonly property real pitchX: (width + between) / 7
    readonly property real pitchY: (height - headTall + between) / weeks
    readonly property int cellTall: Math.floor(pitchY - between)
    readonly property int number: Math.min(Theme.letter(9), Math.round(pitchX * 0.3), Math.round(cellTall * 0.62))
    readonly property int lines: Math.floor((cellTall - number * 1.2 - Theme.s2) / (em * 1.25))

    /* What a day has room for: whole lines, the hours in two where one is too narrow. */
    function fitting(said: var, room: int, most: int): var {
        const told = [];
        for (const part of said) {
            const lines = measure.advanceWidth(part) + em * 0.2 <= room ? [part] : part.includes("–") ? part.replace("–", "–\n").split("\n") : [];
            if (told.length + lines.length <= most)
                told.push(...lines);
        }
        return told;
    }

    FontMetrics {
        id: measure
        font.pixelSize: grid.em
        font.bold: true
        font.letterSpacing: grid.em * 0.015
    }
    Repeater {
        model: Calendar.heads

        Words {
            required property string modelData
            required property int index
            x: Math.round(index * grid.pitchX)
            width: Math.floor(grid.pitchX - grid.between)
            horizontalAlignment: Text.AlignHCenter
            text: modelData
            em: Theme.least
            bold: true
            tall: 1.3
        }
    }
    Repeater {
        model: Calendar.days

        Rectangle {
            id: cell
            required property var modelData
            required property int index
            readonly property bool closed: modelData.open === false
            readonly property bool today: modelData.today === true
            readonly property color words: today ? Theme.accentWords : modelData.past ? Theme.dim : Theme.ink
            // the most needed first
            readonly property var said: [closed ? qsTr("休み") : "", today ? qsTr("きょう") : "", modelData.holiday ?? "", modelData.hours ?? ""].filter(part => part !== "")

            visible: modelData.day !== ""
            x: Math.round(index % 7 * grid.pitchX)
            y: grid.headTall + Math.round(Math.floor(index / 7) * grid.pitchY)
            width: Math.floor(grid.pitchX - grid.between)
            height: grid.cellTall
            radius: Theme.corner
            color: today ? Theme.accent : closed ? Theme.white : Theme.paper2
            border.width: closed && !today ? Theme.line3 : Theme.contrast && !today ? Theme.line : 0
            border.color: closed ? modelData.past ? Theme.dim : Theme.ink : Theme.rule
            Accessible.role: Accessible.StaticText
            Accessible.name: modelData.said

            component Told: Words {
                em: grid.em
                bold: true
                tall: 1.25
                wrapMode: Text.NoWrap
                color: cell.words
                Accessible.ignored: true
            }
            Column {
                anchors.centerIn: parent

                Row {
                    anchors.horizontalCenter: parent.horizontalCenter
                    spacing: Theme.s2

                    Told {
                        text: cell.modelData.day
                        em: beside.visible ? Math.min(grid.number, Math.round(grid.em * 1.2)) : grid.number
                        tabular: true
                        tall: 1.2
                    }
                    Told {
                        id: beside
                        anchors.verticalCenter: parent.verticalCenter
                        visible: grid.lines < 1 && text !== ""
                        text: cell.closed ? grid.fitting([qsTr("休み")], cell.width - grid.em * 2, 1)[0] ?? "" : ""
                    }
                }
                Repeater {
                    model: grid.fitting(cell.said, cell.width - Theme.s2, grid.lines)

                    Told {
                        required property string modelData
                        required property int index
                        anchors.horizontalCenter: parent?.horizontalCenter
                        text: modelData
                        bold: index === 0 && (cell.closed || cell.today)
                    }
                }
            }
        }
    }
}
