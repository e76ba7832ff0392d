pragma ComponentBehavior: Bound

import QtQuick
import Shirabe

/*
 Seven days from today: today filled, closed days framed and named.
   days   list of {weekday, day, open, today} of Status.week
*/
Row {
    id: week

    property var days: []
    property int tall: Theme.wide(30)

    spacing: Theme.s2

    Repeater {
        model: week.days

        Rectangle {
            id: day
            required property var modelData
            readonly property bool closed: !modelData.open
            readonly property color words: modelData.today ? Theme.accentWords : Theme.ink

            width: Math.floor((week.width - 6 * week.spacing) / 7)
            height: week.tall
            radius: Theme.corner
            color: modelData.today ? Theme.accent : closed ? Theme.white : Theme.paper2
            border.width: closed && !modelData.today ? Theme.line3 : 0
            border.color: Theme.ink
            Accessible.role: Accessible.StaticText
            Accessible.name: [modelData.weekday, modelData.day, modelData.today ? qsTr("きょう") : "", closed ? qsTr("休み") : ""].join(" ").trim()

            Column {
                anchors.centerIn: parent

                Words {
                    anchors.horizontalCenter: parent.horizontalCenter
                    text: day.modelData.weekday
                    em: Math.min(Theme.least, Math.round(day.width * 0.34))
                    tall: 1.25
                    color: day.words
                    Accessible.ignored: true
                }
                Words {
                    anchors.horizontalCenter: parent.horizontalCenter
                    text: day.modelData.day
                    em: Math.min(Theme.letter(8.4), Math.round(day.width * 0.42))
                    bold: true
                    tabular: true
                    tall: 1.2
                    color: day.words
                    Accessible.ignored: true
                }
                Words {
                    anchors.horizontalCenter: parent.horizontalCenter
                    text: day.closed ? qsTr("休み") : day.modelData.today ? qsTr("きょう") : "\u3000"
                    em: Math.min(Theme.letter(4.7), Math.round(day.width * (Theme.spaced === "" ? 0.27 : 0.235)))
                    bold: true
                    tall: 1.25
                    wrapMode: Text.NoWrap
                    color: day.words
                    Accessible.ignored: true
                }
            }
        }
    }
}
