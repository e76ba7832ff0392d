import QtQuick
import Shirabe
import Shirabe.Backend

/* The calendar in low reach: the month stands above for reading, the deck chooses month and place. */
DeckPage {
    id: page

    readonly property bool tall: Theme.portrait

    title: Calendar.monthText === "" ? "" : qsTr("%1の開館日").arg(Calendar.monthText)
    focus: true
    Keys.onPressed: event => {
        event.accepted = true;
        if (event.key === Qt.Key_Escape || event.key === Qt.Key_Backspace)
            Session.back();
        else if (event.key === Qt.Key_PageDown)
            Calendar.next();
        else if (event.key === Qt.Key_PageUp)
            Calendar.previous();
        else
            event.accepted = false;
    }
    deck: [
        DeckChoices {
            visible: Calendar.places.length > 1
            tall: page.rowTall
            choices: Calendar.places
            onChosen: choice => Calendar.choose(choice.id)
        },
        DeckRow {
            id: foot
            parts: 3
            tall: page.rowTall

            DeckButton {
                width: foot.of(1)
                tall: foot.tall
                chevron: "left"
                text: qsTr("もどる")
                onClicked: Session.back()
            }
            DeckButton {
                width: foot.of(1)
                tall: foot.tall
                kind: Calendar.hasPrevious ? "ink" : "yet"
                chevron: Calendar.hasPrevious ? "left" : ""
                text: Calendar.hasPrevious ? qsTr("前の月") : qsTr("今月からです")
                onClicked: Calendar.previous()
            }
            DeckButton {
                width: foot.of(1)
                tall: foot.tall
                kind: Calendar.hasNext ? "ink" : "yet"
                chevron: Calendar.hasNext ? "right" : ""
                text: Calendar.hasNext ? qsTr("次の月") : qsTr("この月までです")
                onClicked: Calendar.next()
            }
        }
    ]

    MonthGrid {
        width: page.tall ? parent.width : parent.width - legend.width - Theme.s8
        height: page.tall ? parent.height - legend.height - Theme.block : parent.height
    }
    CalendarLegend {
        id: legend
        x: parent.width - width
        y: page.tall ? parent.height - height : 0
        width: page.tall ? parent.width : Math.round(parent.width * (Theme.large ? 0.36 : 0.3))
        height: Math.min(least, parent.height)
        wide: page.tall
    }
}
