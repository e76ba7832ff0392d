pragma ComponentBehavior: Bound

import QtQuick
import Shirabe
import Shirabe.Backend

/*
 All filters of a list: groups above, the choices of one below, and what is on at the foot. Each touch
 narrows the list at once; the blue button leads back to it.
*/
FocusScope {
    id: page

    readonly property int gap: Theme.gap
    readonly property var groups: Narrowing.groups
    readonly property int foot: height - Math.max(Theme.mm(4.5), Theme.block)
    readonly property int across: Theme.portrait || Theme.compact && Theme.extra ? 2 : 3
    // a small panel has no room for two rows of them in the largest letters
    readonly property bool roomy: !(Theme.compact && Theme.extra)
    readonly property int cell: Math.max(Theme.chip, Math.round(Theme.second * (Theme.portrait && Theme.extra && Theme.spaced !== "" ? 3.75 : 2.5)) + 2 * Theme.s2)
    focus: true
    Keys.onPressed: event => {
        event.accepted = event.key === Qt.Key_Escape || event.key === Qt.Key_Backspace;
        if (event.accepted)
            Session.back();
    }

    Head {
        id: head
        x: Theme.margin
        y: Theme.headTop
        width: parent.width - 2 * x
        title: qsTr("しぼりこむ")
        note: Theme.compact && Theme.large ? "" : Listing.said
        noteIcon: "search"
        onGoneBack: Session.back()
    }
    Grid {
        id: tabs
        x: Theme.margin
        y: head.y + head.height + Theme.block
        width: parent.width - 2 * x
        columns: Theme.portrait && Theme.extra ? 3 : Theme.portrait || Theme.compact && Theme.large || Theme.extra ? 4 : 7
        spacing: page.gap

        Repeater {
            model: page.groups.length

            Button {
                id: tab
                required property int index
                readonly property var group: page.groups[index] ?? ({
                        "id": "",
                        "text": "",
                        "note": ""
                    })
                width: Math.floor((tabs.width + page.gap) / tabs.columns) - page.gap
                tall: Theme.tapRow
                em: Theme.second
                leftPadding: Theme.s2
                symbol: group.note !== "" ? "tick" : ""
                on: group.id === Narrowing.open
                text: group.text
                say: [group.text, group.note].filter(part => part !== "").join("、")
                Accessible.role: Accessible.PageTab
                Accessible.selected: on
                onClicked: Narrowing.openGroup(tab.group.id)
            }
        }
    }
    ChipGrid {
        x: Theme.margin
        y: tabs.y + tabs.height + Theme.block
        width: parent.width - 2 * x
        columns: page.across
        tall: page.cell
        lines: Math.max(1, Math.floor(((chosen.visible ? chosen.y : last.y) - y) / (page.cell + page.gap)))
        topic: Narrowing.open
        chips: Narrowing.choices
        onTouched: id => Narrowing.toggle(id)
    }
    ChipGrid {
        id: chosen
        x: Theme.margin
        y: last.y - page.gap - (visible ? height : 0)
        width: parent.width - 2 * x
        visible: Narrowing.filtered && page.roomy
        columns: page.across
        tall: Theme.chip
        lines: Theme.portrait ? 2 : 1
        chips: Narrowing.inForce
        lifts: true
        onTouched: id => Narrowing.toggle(id)
    }
    Item {
        id: last
        x: Theme.margin
        y: page.foot - height
        width: parent.width - 2 * x
        height: Theme.tap

        Button {
            visible: Narrowing.filtered
            anchors.verticalCenter: parent.verticalCenter
            width: Math.min(implicitWidth, look.x - page.gap)
            symbol: "undo"
            em: Theme.second
            text: qsTr("条件をすべて外す")
            onClicked: Narrowing.clear()
        }
        Button {
            id: look
            anchors.right: parent.right
            kind: "primary"
            chevron: "right"
            em: Theme.bigLabel
            text: Listing.total > 0 ? qsTr("%1冊を見る").arg((Listing.exact ? "" : "＞") + Listing.total) : qsTr("0冊")
            onClicked: Session.back()
        }
    }
}
