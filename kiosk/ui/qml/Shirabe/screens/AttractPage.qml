import QtQuick
import Shirabe
import Shirabe.Backend

/*
 Nobody is here: the house, the day and the time stand at the top; the first letter typed begins a
 search.
   underHead   y where the rest begins
*/
FocusScope {
    id: page

    readonly property int underHead: head.y + head.height + Theme.block

    focus: true
    Keys.onPressed: event => {
        if (event.text.length === 1 && event.text > " ") {
            Session.go("search");
            Finding.press(event.text);
            event.accepted = true;
        }
    }

    Item {
        id: head
        x: Theme.margin
        y: Theme.headTop
        width: page.width - 2 * x
        height: Math.max(names.height, time.height)

        Column {
            id: names
            width: parent.width - now.width - Theme.block

            TextMetrics {
                id: house
                font.pixelSize: Theme.heading
                font.weight: Font.Bold
                font.letterSpacing: Theme.heading * 0.02
                text: Status.houseText
            }
            Words {
                width: parent.width
                text: Status.houseText
                // a long name stays on one line as long as it can be read from afar
                em: Math.max(Math.round(Theme.heading * 0.66), Math.min(Theme.heading, Math.floor(Theme.heading * names.width / Math.max(1, house.advanceWidth + Theme.s2))))
                bold: true
                tall: 1.3
                color: Theme.ink
                Accessible.role: Accessible.Heading
            }
            Words {
                width: parent.width
                visible: !Theme.large || Theme.portrait
                text: Theme.keep(qsTr("本をさがす・予約する・借りている本をたしかめる"))
                em: Theme.second
                tall: 1.4
                color: Theme.sub
            }
        }
        Row {
            id: now
            anchors.right: parent.right
            anchors.bottom: parent.bottom
            spacing: Theme.block

            Words {
                anchors.baseline: time.baseline
                text: Status.todayText
                em: Theme.letter(7.4)
                visible: !Theme.extra
            }
            Words {
                id: time
                text: Status.timeText
                em: Theme.letter(Theme.large ? 13 : 17)
                bold: true
                tabular: true
                tall: 1.1
                color: Theme.ink
            }
        }
    }
}
