pragma ComponentBehavior: Bound

import QtQuick
import Shirabe
import Shirabe.Backend

/*
 A month of this branch or another one: open and closed days, hours, holidays. Nobody need be signed
 in. Portrait: the places stand under the month.
*/
Page {
    id: page

    readonly property bool tall: Theme.portrait
    readonly property int gap: Theme.block
    // no room for words beside the month
    readonly property bool tight: tall || Theme.large || Theme.spaced !== ""
    readonly property int side: tall ? work.width : Math.round(work.width * (Theme.large ? 0.36 : 0.3))
    readonly property int columns: tall && !Theme.extra ? 2 : 1
    readonly property int many: Calendar.places.length
    // a name may need a second line
    readonly property int card: Theme.choice + (Theme.spaced === "" ? 0 : Math.round(Theme.body * 1.3))
    readonly property int rows: tall ? Math.min(Math.ceil(many / columns), 4) : Math.floor((work.height - legend.height - gap + Theme.gap) / (card + Theme.gap))
    readonly property int full: Math.max(1, rows)
    readonly property bool leafs: many > full * columns
    readonly property int per: Math.max(1, leafs ? full - 1 : full) * columns

    title: Calendar.monthText === "" || tight ? Calendar.monthText : qsTr("%1の開館日").arg(Calendar.monthText)
    titleEm: Theme.large ? Theme.bigLabel : Theme.heading
    focus: true
    onGoneBack: Session.back()
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
    headContent: [
        Button {
            visible: Calendar.hasPrevious
            chevron: "left"
            text: page.tight ? "" : qsTr("前の月")
            say: qsTr("前の月")
            onClicked: Calendar.previous()
        },
        Button {
            visible: Calendar.hasNext
            chevron: "right"
            text: page.tight ? "" : qsTr("次の月")
            say: qsTr("次の月")
            onClicked: Calendar.next()
        }
    ]

    Panel {
        id: month
        width: page.tall ? parent.width : parent.width - page.side - Theme.s8
        height: parent.height - (page.tall ? legend.height + page.gap + (choices.visible ? choices.height + page.gap : 0) : 0)

        MonthGrid {
            anchors.fill: parent
            anchors.margins: Theme.mm(Theme.compact ? 3 : 5)
        }
    }
    CalendarLegend {
        id: legend
        x: parent.width - width
        y: page.tall ? month.height + page.gap : 0
        width: page.side
        height: least
        wide: page.tall
    }
    Column {
        id: choices
        visible: page.many > 1
        x: legend.x
        y: legend.y + legend.height + page.gap
        width: page.side
        spacing: Theme.gap

        Grid {
            id: places
            columns: page.columns
            spacing: Theme.gap

            Repeater {
                model: Calendar.places.slice(pager.start, pager.start + page.per)

                Choice {
                    required property var modelData
                    width: Math.floor((page.side - (page.columns - 1) * Theme.gap) / page.columns)
                    text: modelData.text
                    note: !page.tall && (Theme.large || page.tight) ? "" : modelData.note
                    symbol: modelData.symbol
                    on: modelData.on
                    onClicked: Calendar.choose(modelData.id)
                }
            }
        }
        Pager {
            id: pager
            anchors.right: parent.right
            count: page.many
            per: page.per
        }
    }
}
