import QtQuick
import Shirabe

/*
 Leafs through a list by pages; stands only where there is more than one.
   terse        buttons only, no figures
   count, per   rows in all, rows a page;  at  first row of the present page
*/
Row {
    id: pager

    property int count: 0
    property int per: 1
    property int at: 0
    property bool terse: false
    // height of its buttons, whether they stand there or not: lists begin below it
    readonly property int tall: Math.max(Theme.smallest, Math.round(Theme.second * 1.35) + 2 * Theme.s2)
    readonly property int last: count > 0 ? Math.floor((count - 1) / Math.max(1, per)) * Math.max(1, per) : 0
    readonly property int start: Math.min(at, last)

    visible: count > per
    spacing: Theme.gap

    Words {
        visible: !pager.terse
        height: parent.height
        text: qsTr("%1–%2／%3").arg(pager.start + 1).arg(Math.min(pager.count, pager.start + pager.per)).arg(pager.count)
        em: Theme.small
        color: Theme.sub
        tabular: true
    }
    Button {
        visible: pager.start > 0
        tall: Theme.smallest
        chevron: "left"
        em: Theme.second
        text: qsTr("前へ")
        onClicked: pager.at = Math.max(0, pager.start - pager.per)
    }
    Button {
        visible: pager.start < pager.last
        tall: Theme.smallest
        chevron: "right"
        em: Theme.second
        text: qsTr("次へ")
        onClicked: pager.at = pager.start + pager.per
    }
}
