pragma ComponentBehavior: Bound

import QtQuick
import Shirabe
import Shirabe.Backend

/*
 One page of results in groups; tells the list how many rows there is room for.
   room      px that there are;  most  rows, at most;  bare  px where there are no rows and no pages
   reading   for reading only (low reach);  pick  id of the title that is framed then
   why       why the last title could not be put into the cart; "" as soon as something else is shown
*/
Column {
    id: list

    property int room: 0
    property int bare: room
    property int most: 6
    property bool reading: false
    property string pick: ""
    property string why: ""
    property string whyFor: ""
    readonly property bool stacked: Theme.portrait || Theme.extra && !reading
    readonly property int row: Math.max(reading ? 0 : Theme.tapRow + Theme.mm(4), reading && Theme.extra ? 0 : Theme.letter(22.6) + Theme.mm(Theme.compact ? 2 : 5), Math.round(Theme.rowTitle * 1.35 + Theme.small * 1.4 + (stacked ? Theme.second * 1.35 : 0)) + Theme.mm(Theme.compact && reading ? 4 : 6))
    readonly property int fits: Math.max(1, Math.min(most, Math.floor((room - (reading ? 1 : 2) * spacing) / row)))

    // px more for each row, so that a full page ends where it may
    property int air: 0

    // long titles take two lines: then a page holds fewer
    function trim(): void {
        const rows = Listing.groups.reduce((sum, group) => sum + group.rows.length, 0);
        const free = room - height + air * rows;
        if (free < 0)
            Listing.spareRow();
        const full = Listing.hasNext || rows >= fits;
        const fair = reading || rows === 0 ? 0 : Math.min(Theme.mm(9), Math.floor(free / rows));
        air = Math.max(0, full ? fair : Math.min(air, fair));
    }
    function tell(): void {
        Listing.setPageSize(fits);
    }

    spacing: Theme.gap
    onFitsChanged: Qt.callLater(tell)
    onHeightChanged: Qt.callLater(trim)
    Component.onCompleted: Qt.callLater(tell)

    Connections {
        target: Cart
        function onRefused(titleId: string, why: string): void {
            list.whyFor = titleId;
            list.why = why;
        }
        function onAdded(): void {
            list.why = "";
        }
    }
    Connections {
        target: Listing
        function onChanged(): void {
            list.why = "";
        }
    }
    Repeater {
        model: Listing.groups

        ResultGroup {
            required property var modelData
            width: list.width
            rowHeight: list.row
            air: list.air
            // no head comes as undefined
            head: modelData.head ?? null
            rows: modelData.rows
            why: list.why
            whyFor: list.whyFor
            reading: list.reading
            pick: list.pick
        }
    }
    Ladder {
        visible: Listing.asked && Listing.total === 0
        width: list.width
        room: list.bare
        reading: list.reading
    }
}
