import QtQuick
import Shirabe
import Shirabe.Backend

/*
 State of the data, quiet and centred in its width: 在庫は 10:32 現在. With the network away it says
 so in two lines, and what happens to a request; never in red.
*/
Item {
    id: state

    readonly property bool away: !Status.online
    // 「10:32 現在」 and "10:32" stay in one piece where it takes two lines
    readonly property string age: Status.dataText.replace(/(\d) (\S+)$/, "$1\u00a0$2").replace(/現在$/, "現\u2060在")

    // too narrow for both whole lines: the short ones
    readonly property bool close: width < Theme.letter(112)

    implicitHeight: row.height
    implicitWidth: mark.width + words.implicitWidth + Theme.gap

    Row {
        id: row
        x: Math.round((state.width - width) / 2)
        spacing: Theme.gap

        Icon {
            id: mark
            visible: Status.dataText !== "" && state.width > Theme.letter(40)
            anchors.verticalCenter: parent.verticalCenter
            name: state.away ? "building" : "clock"
            size: Theme.iconSmall
            color: Theme.sub
        }
        Column {
            id: words
            width: Math.min(Math.max(first.implicitWidth, second.implicitWidth), state.width - (mark.visible ? mark.width + Theme.gap : 0))

            Words {
                id: first
                width: parent.width
                visible: text !== ""
                text: state.away ? Theme.keep(qsTr("いまは館内の情報だけで動いています")) : ""
                em: state.close ? Theme.least : Theme.small
                bold: true
                tall: 1.35
                color: Theme.ink
            }
            Words {
                id: second
                width: parent.width
                text: state.away && !state.close ? state.age + qsTr("　予約はお預かりします") : state.age
                em: state.away ? Theme.least : Theme.small
                tall: 1.35
                color: Theme.sub
            }
        }
    }
}
