pragma ComponentBehavior: Bound

import QtQuick
import Shirabe
import Shirabe.Backend

/* The reading order of a series: touch = next number, touch again = out; one button proposes. */
DeckPage {
    id: page

    readonly property bool narrow: Theme.portrait
    readonly property int across: narrow ? 2 : Theme.large ? 3 : 4
    readonly property int full: across * (narrow ? 4 : 2)
    readonly property int per: SeriesOrder.volumes.length > full ? full - 1 : full
    readonly property int last: Math.max(0, Math.ceil(SeriesOrder.volumes.length / per) - 1)
    readonly property int leaf: Math.min(leafed, last)
    readonly property var shown: SeriesOrder.volumes.slice(leaf * per, (leaf + 1) * per)
    property int leafed: 0

    title: qsTr("読む順番を決める")
    rows: narrow ? 6 : 3
    focus: true
    onGoneBack: Session.back()
    deck: [
        DeckRow {
            id: tiles
            parts: page.across
            tall: page.rowTall

            Repeater {
                model: page.shown

                DeckButton {
                    required property var modelData
                    width: tiles.of(1)
                    tall: tiles.tall
                    em: Math.min(Theme.second, Math.round(tall * 0.3))
                    on: modelData.number > 0
                    count: modelData.number > 0 ? qsTr("%1番").arg(modelData.number) : modelData.next ? qsTr("つぎ") : ""
                    text: modelData.title
                    Accessible.role: Accessible.CheckBox
                    Accessible.checkable: true
                    Accessible.checked: on
                    onClicked: SeriesOrder.touch(modelData.id)
                }
            }
            DeckButton {
                visible: page.last > 0
                width: tiles.of(1)
                tall: tiles.tall
                chevron: "right"
                text: qsTr("ほかも見る（%1／%2）").arg(page.leaf + 1).arg(page.last + 1)
                onClicked: page.leafed = page.leaf < page.last ? page.leaf + 1 : 0
            }
        },
        DeckRow {
            id: foot
            parts: page.narrow ? 2 : page.low ? 10 : 8
            tall: page.rowTall

            DeckButton {
                visible: page.low
                width: foot.of(page.narrow ? 1 : 2)
                tall: foot.tall
                chevron: "left"
                text: qsTr("もどる")
                onClicked: Session.back()
            }
            DeckButton {
                width: foot.of(page.narrow ? 1 : 2.5)
                tall: foot.tall
                kind: "blue"
                symbol: "series"
                text: qsTr("巻の順にする")
                onClicked: SeriesOrder.propose()
            }
            DeckButton {
                width: foot.of(page.narrow ? 1 : 2)
                tall: foot.tall
                text: qsTr("ぜんぶ外す")
                onClicked: SeriesOrder.clear()
            }
            DeckButton {
                width: foot.of(page.narrow ? (page.low ? 1 : 2) : 3.5)
                tall: foot.tall
                kind: SeriesOrder.missing === 0 ? "primary" : "yet"
                symbol: SeriesOrder.missing === 0 ? "tick" : ""
                text: {
                    if (SeriesOrder.waiting)
                        return qsTr("お預かりしています");
                    if (SeriesOrder.missing > 0)
                        return qsTr("あと%1冊、ふれてください").arg(SeriesOrder.missing);
                    return SeriesOrder.picked > 0 ? qsTr("この%1冊の順番にする").arg(SeriesOrder.picked) : qsTr("順番をなくす");
                }
                onClicked: SeriesOrder.save()
            }
        }
    ]

    Words {
        id: how
        width: parent.width
        text: qsTr("読みたい順に、下でふれてください。もういちどふれると外れます。")
        em: Theme.large || Theme.compact ? Theme.second : Theme.body
        bold: true
        color: Theme.ink
    }
    DeckList {
        y: how.height + Theme.s2
        width: parent.width
        room: news.y - Theme.gap - y
        pick: page.shown.findIndex(volume => volume.next) < 0 ? 0 : SeriesOrder.volumes.findIndex(volume => volume.next)
        rows: SeriesOrder.volumes.map(volume => ({
                    "title": volume.title,
                    "second": volume.second,
                    "symbol": volume.number > 0 ? "here" : "dotted",
                    "word": volume.number > 0 ? qsTr("%1番").arg(volume.number) : volume.next ? qsTr("つぎ") : qsTr("まだ"),
                    "tone": volume.number > 0 ? "blue" : "ink"
                }))
    }
    Notice {
        id: news
        y: parent.height - height
        width: parent.width
        em: Theme.compact ? Theme.least : Theme.second
        kind: SeriesOrder.message !== "" ? "warning" : "info"
        text: SeriesOrder.message !== "" ? SeriesOrder.message : qsTr("決めた順に用意します。前の巻がすむまで、次の巻は用意されません。") + (SeriesOrder.advice !== "" && !Theme.large ? "\n" + SeriesOrder.advice : "")
    }
}
