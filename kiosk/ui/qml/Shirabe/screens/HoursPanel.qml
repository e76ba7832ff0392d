import QtQuick
import Shirabe
import Shirabe.Backend

/*
 Today's hours, the next closed day and seven days from today; a touch opens the calendar.
   least     height it needs, px
   big       the hours on a line of their own, for a high panel
   reading   for reading only (low reach)
*/
Tappable {
    id: hours

    property bool big: false
    property bool reading: false
    readonly property int weekLeast: Math.round(Theme.least * 1.25 + Theme.letter(8.4) * 1.2 + Theme.letter(4.7) * 1.25) + Theme.mm(5)
    readonly property int least: words.height + weekLeast + Theme.mm(Theme.compact ? 9 : 14)

    enabled: !reading
    text: qsTr("開館カレンダー")
    say: [text, Status.hoursText, Status.hoursOver ? qsTr("閉館しました") : "", Status.nextClosedText === "" ? "" : qsTr("次のお休みは %1").arg(Status.nextClosedText)].filter(part => part !== "").join("、")
    corner: Theme.panelCorner
    onClicked: Calendar.open()

    background: Panel {
        color: hours.lit ? Theme.primaryTint : Theme.white
        border.color: hours.lit ? Theme.primary : hours.reading ? Theme.rule : Theme.edge
    }

    Item {
        id: words
        x: Theme.inset
        y: Theme.mm(Theme.compact ? 3 : 5)
        width: parent.width - 2 * x
        height: hours.big ? span.height + about.height + Theme.s2 : Math.max(about.height, span.height)

        Column {
            id: about
            width: parent.width - (hours.big ? 0 : span.width + Theme.gap)
            y: hours.big ? 0 : Math.round((parent.height - height) / 2)

            Row {
                spacing: Theme.s2

                Words {
                    width: Math.min(implicitWidth, about.width - (opens.visible ? opens.width + Theme.s2 : 0))
                    text: Theme.keep(Status.hoursOver ? qsTr("閉館しました") : qsTr("きょうの開館"))
                    em: Theme.body
                    bold: true
                    tall: 1.3
                    color: Theme.ink
                }
                Icon {
                    id: opens
                    anchors.verticalCenter: parent.verticalCenter
                    visible: !hours.reading
                    name: "right"
                    size: Theme.letter(6.4)
                    color: Theme.primary
                }
            }
            Words {
                width: parent.width
                visible: Status.nextClosedText !== "" && (!Theme.compact || implicitWidth <= width)
                text: qsTr("次のお休みは %1").arg(Theme.whole(Status.nextClosedText))
                em: Theme.compact ? Theme.least : Theme.small
                tall: 1.35
            }
        }
        Words {
            id: span
            anchors.right: hours.big ? undefined : parent.right
            y: hours.big ? about.height + Theme.s2 : Math.round((parent.height - height) / 2)
            text: Status.hoursText
            em: hours.big ? Math.min(Theme.giant, Math.round(parent.width / 6.6)) : Math.min(Theme.letter(13.4), Math.round(hours.width / (Theme.compact ? 13.6 : 12.2)))
            bold: !Status.hoursOver
            tall: 1.2
            color: Status.hoursOver ? Theme.sub : Theme.ink
        }
    }
    Week {
        id: week
        readonly property int room: hours.height - words.y - words.height - Theme.gap
        readonly property int under: Theme.mm(Theme.compact ? 4 : 6)
        x: Theme.inset
        y: hours.big ? hours.height - height - under : words.y + words.height + Theme.gap
        width: parent.width - 2 * x
        tall: Math.max(Math.min(hours.weekLeast, room - Theme.s2), Math.min(hours.weekLeast + Theme.mm(9), room - under))
        days: Status.week
    }
}
