pragma ComponentBehavior: Bound

import QtQuick
import Shirabe
import Shirabe.Backend

/*
 What a patron keeps: favourites, alerts, reading history, ended holds; only what the library offers.
 A row is pointed at (by touch, in low reach by the deck), the deck carries what can be done with it.
*/
DeckPage {
    id: page

    readonly property string part: Lists.part
    readonly property bool some: Lists.rows.length > 0
    readonly property var row: Lists.rows[Lists.pick] ?? ({})
    readonly property var open: Lists.parts.find(one => one.on)

    title: Lists.name
    rows: Theme.portrait ? 6 : 3
    focus: true
    onGoneBack: Session.back()
    Keys.onUpPressed: Lists.point(Lists.pick - 1)
    Keys.onDownPressed: Lists.point(Lists.pick + 1)
    deck: [
        DeckRow {
            id: parts
            visible: Lists.parts.length > 1
            parts: Lists.parts.length
            tall: page.rowTall

            Repeater {
                model: Lists.parts

                DeckButton {
                    required property var modelData
                    width: parts.of(1)
                    tall: parts.tall
                    symbol: Theme.large ? "" : modelData.symbol
                    text: modelData.text
                    on: modelData.on
                    onClicked: Lists.openPart(modelData.id)
                }
            }
        },
        DeckRow {
            id: act
            visible: page.some || page.part === "alerts" || page.part === "history"
            parts: Theme.portrait ? Math.min(2, many) : Math.max(1, many)
            tall: page.rowTall
            readonly property int many: (opens.visible ? 1 : 0) + (anew.visible ? 1 : 0) + (other.visible ? 1 : 0) + (write.visible ? 1 : 0) + (takeOut.visible ? 1 : 0)

            DeckButton {
                id: anew
                visible: page.part === "alerts"
                width: act.of(1)
                tall: act.tall
                kind: page.some ? "ink" : "blue"
                symbol: "plus"
                text: qsTr("ことばを足す")
                onClicked: AlertWords.begin()
            }
            DeckButton {
                id: write
                visible: page.part === "history"
                width: act.of(1)
                tall: act.tall
                kind: Lists.historyOn ? "ink" : "blue"
                text: Lists.historyOn ? qsTr("記録をやめる") : qsTr("これから記録する")
                onClicked: Lists.toggleHistory()
            }
            DeckButton {
                id: opens
                visible: page.some && (page.row.titleId ?? "") !== ""
                width: act.of(1)
                tall: act.tall
                chevron: "right"
                text: qsTr("この本をひらく")
                onClicked: Opened.go(page.row.titleId)
            }
            DeckButton {
                id: other
                visible: page.some && page.part === "alerts"
                width: act.of(1)
                tall: act.tall
                symbol: "pencil"
                text: qsTr("ことばをなおす")
                onClicked: AlertWords.change()
            }
            DeckButton {
                id: takeOut
                visible: page.some && page.part !== "cancelled"
                width: act.of(act.parts === 2 && act.many === 3 ? 2 : 1)
                tall: act.tall
                symbol: "close"
                text: page.part === "history" ? qsTr("この行を消す") : page.part === "alerts" ? qsTr("お知らせをやめる") : qsTr("お気に入りから外す")
                say: text + "：" + (page.row.title ?? "")
                onClicked: Lists.remove()
            }
        },
        DeckRow {
            id: foot
            visible: page.low || Lists.rows.length > 1
            parts: page.low ? 3 : 2
            tall: page.rowTall

            DeckButton {
                visible: page.low
                width: foot.of(1)
                tall: foot.tall
                chevron: "left"
                text: qsTr("もどる")
                onClicked: Session.back()
            }
            DeckButton {
                width: foot.of(1)
                tall: foot.tall
                symbol: "up"
                text: qsTr("前の行")
                onClicked: Lists.point(Lists.pick - 1)
            }
            DeckButton {
                width: foot.of(1)
                tall: foot.tall
                symbol: "down"
                text: qsTr("次の行")
                onClicked: Lists.point(Lists.pick + 1)
            }
        }
    ]

    DeckList {
        width: parent.width
        room: news.visible ? news.y - Theme.gap : parent.height
        heading: {
            switch (page.part) {
            case "alerts":
                return qsTr("新しい本が入ったとき、メールでお知らせします");
            case "history":
                return Lists.historyOn ? qsTr("いま、借りた本を記録しています") : qsTr("いまは、記録していません");
            case "cancelled":
                return qsTr("取り消した予約は、%1日のあいだ ここに残ります").arg(Lists.cancelledDays);
            default:
                return page.open ? page.open.text : "";
            }
        }
        headEm: Theme.extra || Theme.compact && Theme.large ? Theme.small : Theme.body
        pick: page.some ? Lists.pick : -1
        rows: Lists.rows
        touches: !page.low
        onTouched: row => Lists.point(row)
        empty: {
            if (!Lists.loaded)
                return "";
            switch (page.part) {
            case "alerts":
                return qsTr("まだありません。著者やことばを足すと、ここに並びます。");
            case "history":
                return Lists.historyOn ? qsTr("まだありません。これから借りる本が、ここに残ります。") : qsTr("記録すると、これから借りる本がここに残ります。");
            case "cancelled":
                return qsTr("いまはありません。");
            default:
                return qsTr("まだありません。本のページで「お気に入り」にふれると、ここに並びます。");
            }
        }
    }
    Notice {
        id: news
        visible: text !== ""
        y: parent.height - height
        width: parent.width
        kind: Lists.message === "" ? "info" : Lists.good ? "here" : "warning"
        text: Lists.message !== "" ? Lists.message : page.part === "history" && Lists.historyOn && Lists.keptWhenOff && !Theme.large && !Theme.compact ? qsTr("やめても、記録した行は残ります。いらない行は消せます。") : ""
    }
}
