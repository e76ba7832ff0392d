pragma ComponentBehavior: Bound

import QtQuick
import Shirabe
import Shirabe.Backend

/* Renewing: two dates and one strip of days; where it would shorten the loan the safe choice is blue. */
Page {
    id: page

    readonly property var r: Renewal.dates
    readonly property bool shortens: r.shortens === true
    readonly property bool narrow: Theme.portrait
    readonly property int space: Theme.compact ? Theme.gap : Theme.block

    title: qsTr("貸出延長確認")
    note: r.title
    focus: true
    onGoneBack: Session.back()

    Row {
        id: sentence
        width: parent.width
        spacing: Theme.s4

        Icon {
            anchors.verticalCenter: parent.verticalCenter
            name: page.shortens ? "warning" : "calendar"
            size: Theme.letter(15)
            color: page.shortens ? Theme.warning : Theme.ink
        }
        Words {
            width: parent.width - Theme.letter(15) - Theme.s4
            text: {
                if (page.shortens)
                    return qsTr("いま延長すると、返却日が%1日早くなります").arg(page.r.days);
                return page.r.same ? qsTr("いま延長しても、返却日は変わりません") : qsTr("返却日が%1日のびます").arg(page.r.days);
            }
            em: Theme.large || Theme.compact || page.narrow ? Theme.heading : Theme.bookTitle
            bold: true
            tall: 1.3
            color: Theme.ink
            Accessible.role: Accessible.Heading
        }
    }

    component DateCard: Panel {
        id: card
        property string head: ""
        property string day: ""
        property string weekday: ""
        property bool care: false

        color: care ? Theme.warningTint : Theme.white
        border.color: care ? Theme.warning : Theme.ink
        border.width: Theme.line3

        Column {
            x: Theme.mm(Theme.compact || page.narrow ? 6 : 12)
            anchors.verticalCenter: parent.verticalCenter
            width: parent.width - 2 * x
            spacing: Theme.compact ? 0 : Theme.gap

            StateBadge {
                symbol: "calendar"
                text: card.head
                em: page.narrow && Theme.large ? Theme.second : Theme.compact ? Theme.body : Theme.bigLabel
                ground: card.color
            }
            Row {
                Words {
                    id: date
                    text: card.day
                    em: page.narrow && Theme.large ? Theme.section : Theme.large || page.narrow ? Theme.bookTitle : Theme.compact ? Theme.letter(16) : Theme.huge
                    bold: true
                    tall: 1.2
                    tabular: true
                    color: Theme.ink
                    wrapMode: Text.NoWrap
                }
                Words {
                    anchors.bottom: date.bottom
                    text: qsTr("（%1）").arg(card.weekday)
                    em: Math.round(date.em * 0.64)
                    bold: true
                    tall: 1.5
                    color: Theme.ink
                }
            }
        }
    }

    Item {
        id: dates
        y: sentence.height + page.space
        width: parent.width
        height: Theme.wide(Theme.compact ? 34 : Theme.large ? 50 : 63)

        DateCard {
            id: old
            width: Math.round(parent.width * 0.467)
            height: parent.height
            head: qsTr("いまの返却日")
            day: page.r.oldDay ?? ""
            weekday: page.r.oldWeekday ?? ""
        }
        Icon {
            anchors.centerIn: parent
            name: "right"
            size: Theme.letter(13)
        }
        DateCard {
            anchors.right: parent.right
            width: old.width
            height: parent.height
            care: page.shortens
            head: qsTr("きょう延長すると")
            day: page.r.newDay ?? ""
            weekday: page.r.newWeekday ?? ""
        }
    }
    Grid {
        id: strip
        readonly property int count: Renewal.strip.length
        readonly property int across: page.narrow && Theme.large ? Math.min(count, 6) : page.narrow || Theme.extra ? Math.min(count, 8) : Theme.large ? Math.min(count, 11) : count
        readonly property int cell: across > 0 ? Math.floor((width - (across - 1) * spacing) / across) : 0
        visible: !(Theme.extra && !page.narrow)
        y: dates.y + dates.height + page.space
        width: parent.width
        columns: Math.max(1, across)
        spacing: Theme.s2

        Repeater {
            model: Renewal.strip

            Rectangle {
                id: day
                required property var modelData
                readonly property string mark: modelData.mark
                readonly property string word: {
                    switch (mark) {
                    case "today":
                        return qsTr("きょう");
                    case "gains":
                        return qsTr("この日から");
                    case "closed":
                        return qsTr("休み");
                    case "new":
                        return qsTr("延長すると");
                    case "old":
                        return qsTr("いま");
                    default:
                        return "";
                    }
                }
                readonly property color ink: mark === "today" ? Theme.accentWords : Theme.ink

                width: strip.cell
                height: Theme.wide(Theme.compact ? 25 : Theme.large ? 29 : 32.7)
                radius: Theme.corner
                color: mark === "today" ? Theme.accent : mark === "gains" ? Theme.successTint : mark === "new" ? (page.shortens ? Theme.warningTint : Theme.successTint) : mark === "old" ? Theme.white : Theme.paper2
                border.width: mark === "plain" || mark === "closed" ? (Theme.contrast ? Theme.line : 0) : Theme.line3
                border.color: mark === "gains" ? Theme.success : mark === "new" ? (page.shortens ? Theme.warning : Theme.success) : mark === "today" ? Theme.accent : mark === "old" ? Theme.ink : Theme.rule
                Accessible.role: Accessible.StaticText
                Accessible.name: modelData.day + " " + modelData.weekday + " " + word

                Column {
                    anchors.horizontalCenter: parent.horizontalCenter
                    anchors.verticalCenter: parent.verticalCenter
                    width: parent.width

                    Words {
                        width: parent.width
                        horizontalAlignment: Text.AlignHCenter
                        text: day.modelData.weekday
                        em: Theme.least
                        tall: 1.3
                        color: day.ink
                        Accessible.ignored: true
                    }
                    Words {
                        width: parent.width
                        horizontalAlignment: Text.AlignHCenter
                        text: day.modelData.day
                        em: strip.across > 14 ? Theme.body : Theme.bigLabel
                        bold: true
                        tall: 1.25
                        tabular: true
                        color: day.ink
                        wrapMode: Text.NoWrap
                        Accessible.ignored: true
                    }
                    Words {
                        width: parent.width
                        horizontalAlignment: Text.AlignHCenter
                        text: day.word
                        em: Math.min(Theme.least, Math.floor(strip.cell / 6))
                        bold: day.mark !== "closed"
                        tall: 1.3
                        color: day.ink
                        wrapMode: Text.NoWrap
                        Accessible.ignored: true
                    }
                }
            }
        }
    }
    Column {
        visible: y + height <= actions.y
        y: (strip.visible ? strip.y + strip.height : dates.y + dates.height) + page.space
        width: parent.width

        Words {
            width: parent.width
            text: Renewal.rule
            tall: 1.6
        }
        Words {
            width: parent.width
            visible: page.shortens && (page.r.gainsFrom ?? "") !== ""
            text: qsTr("%1からは、延長するといまより長く借りられます。").arg(page.r.gainsFrom)
            bold: true
            tall: 1.6
            color: Theme.ink
        }
    }
    Item {
        id: actions
        y: parent.height - height
        width: parent.width
        readonly property int each: Theme.lowReach && !page.narrow ? Math.min(Theme.tapMain, Theme.mm(Theme.compact ? 16 : 22)) : Theme.compact ? Theme.tapMain : Theme.wide(31.5)
        height: page.narrow ? 2 * Theme.tapMain + page.space : Math.max(keep.implicitHeight, move.implicitHeight)

        Button {
            id: keep
            width: page.narrow ? parent.width : Math.round(parent.width * (page.shortens ? 0.586 : 0.4))
            height: page.narrow ? Theme.tapMain : parent.height
            tall: actions.each
            em: Theme.lowReach && Theme.large ? Theme.letter(4.6) : page.shortens ? Theme.bigLabel : Theme.body
            kind: page.shortens ? "primary" : "ink"
            symbol: page.shortens ? "tick" : ""
            text: qsTr("延長しない（%1のまま）").arg(page.r.oldDay ?? "")
            onClicked: Session.back()
        }
        Button {
            id: move
            anchors.right: parent.right
            y: page.narrow ? Theme.tapMain + page.space : 0
            width: page.narrow ? parent.width : parent.width - keep.width - page.space
            height: page.narrow ? Theme.tapMain : parent.height
            tall: actions.each
            em: Theme.lowReach && Theme.large ? Theme.letter(4.6) : page.shortens ? Theme.body : Theme.bigLabel
            kind: page.shortens ? "ink" : "primary"
            symbol: page.shortens ? "" : "tick"
            text: page.shortens ? qsTr("それでも延長する（%1）").arg(page.r.newDay ?? "") : qsTr("延長する（%1まで）").arg(page.r.newDay ?? "")
            onClicked: Renewal.confirm()
        }
    }
}
