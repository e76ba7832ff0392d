pragma ComponentBehavior: Bound

import QtQuick
import Shirabe
import Shirabe.Backend

/*
 What can be leafed through without typing, a card for each list: new, most read, most asked for, and
 the themes of the staff. Eight cards at most; what does not fit is one touch away.
*/
Page {
    id: page

    readonly property bool tall: Theme.portrait
    readonly property int count: Displays.cards.length
    readonly property int across: tall ? (Theme.extra ? 1 : 2) : Theme.extra ? 2 : count <= 6 || Theme.large || Theme.compact ? 3 : 4
    readonly property int down: tall ? (Theme.extra ? 5 : 4) : 2
    readonly property bool leafs: count > across * down
    readonly property int per: across * down
    readonly property int cellWide: Math.floor((work.width - (across - 1) * Theme.s4) / across)
    readonly property int gridTall: work.height - (leafs ? pager.height + Theme.s4 : 0)
    readonly property int rows: tall ? Math.max(3, Math.min(down, Math.ceil(count / across))) : down

    title: qsTr("本のリスト")
    focus: true
    onGoneBack: Session.back()
    Keys.onPressed: event => {
        event.accepted = event.key === Qt.Key_Escape || event.key === Qt.Key_Backspace;
        if (event.accepted)
            Session.back();
    }

    Grid {
        columns: page.across
        spacing: Theme.s4

        Repeater {
            model: Displays.cards.slice(pager.start, pager.start + page.per)

            DisplayCard {
                required property var modelData
                card: modelData
                width: page.cellWide
                height: Math.floor((page.gridTall - (page.rows - 1) * Theme.s4) / page.rows)
                onClicked: Displays.choose(modelData.id)
            }
        }
    }
    Pager {
        id: pager
        visible: page.leafs
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        count: page.count
        per: page.per
    }
}
