pragma ComponentBehavior: Bound

import QtQuick
import Shirabe
import Shirabe.Backend

/*
 Beside the month: the branch, its hours, what the looks of the days mean, the holidays' names.
   wide   the parts stand beside each other
*/
Panel {
    id: legend

    property bool wide: false
    readonly property bool roomy: !Theme.compact && !Theme.large
    readonly property int least: parts.height + 2 * Theme.mm(Theme.compact ? 3 : 5)

    Grid {
        id: parts
        readonly property int cell: Math.floor((width - (columns - 1) * columnSpacing) / columns)
        x: Theme.inset
        y: Theme.mm(Theme.compact ? 3 : 5)
        width: parent.width - 2 * x
        columns: legend.wide ? 2 : 1
        columnSpacing: Theme.s8
        rowSpacing: Theme.s2

        Column {
            width: parts.cell

            Words {
                width: parent.width
                text: Theme.keep(Calendar.placeText)
                em: legend.roomy ? Theme.bigLabel : Theme.body
                bold: true
                tall: 1.35
                color: Theme.ink
                Accessible.role: Accessible.Heading
            }
            Repeater {
                model: Calendar.hours

                Words {
                    required property string modelData
                    width: parent?.width ?? 0
                    text: Theme.whole(modelData)
                    em: legend.roomy ? Theme.bigLabel : Theme.second
                    tall: 1.35
                    color: Theme.ink
                }
            }
            Words {
                width: parent.width
                visible: Calendar.hours.length === 0
                text: Theme.keep(qsTr("時間は、係におたずねください。"))
                em: Theme.second
                tall: 1.35
            }
            Repeater {
                model: Calendar.holidays

                Words {
                    required property string modelData
                    width: parent?.width ?? 0
                    text: modelData
                    em: legend.roomy ? Theme.second : Theme.least
                    tall: 1.4
                }
            }
        }
        Flow {
            // the days name themselves as well
            visible: legend.wide || !Theme.compact || !Theme.extra
            width: parts.cell
            spacing: Theme.s4

            component Sample: Row {
                id: sample
                property alias text: means.text
                property alias color: look.color
                property bool framed: false
                spacing: Theme.s2

                Rectangle {
                    id: look
                    anchors.verticalCenter: parent.verticalCenter
                    width: Theme.letter(9)
                    height: Theme.letter(6.4)
                    radius: Theme.labelCorner
                    border.width: sample.framed ? Theme.line3 : Theme.contrast ? Theme.line : 0
                    border.color: sample.framed ? Theme.ink : Theme.rule
                }
                Words {
                    id: means
                    em: legend.roomy ? Theme.second : Theme.least
                    tall: 1.4
                }
            }
            Sample {
                text: qsTr("きょう")
                color: Theme.accent
            }
            Sample {
                text: qsTr("開館日")
                color: Theme.paper2
            }
            Sample {
                text: qsTr("休み")
                color: Theme.white
                framed: true
            }
        }
    }
}
