pragma ComponentBehavior: Bound

import QtQuick
import Shirabe
import Shirabe.Backend

/*
 The volumes of the series in reading order with the state of each; the open one is marked. What
 does not fit is one touch away; a short series goes into the cart with one. Without a series: other
 titles by the author.
   reading   for reading only (low reach)
 Where the library orders no series and says what to do instead, that stands here in its words.
*/
Item {
    id: strip

    property bool reading: false
    readonly property var series: Opened.title.volumes ?? []
    readonly property bool isSeries: series.length > 1
    readonly property var volumes: isSeries ? series : Opened.others
    readonly property int all: isSeries ? Opened.title.volumesCount : Opened.othersCount
    readonly property int many: Math.max(2, Math.floor((width + Theme.gap) / (Theme.letter(54) + Theme.gap)))
    readonly property bool advised: isSeries && Opened.seriesAdvice !== ""
    // advice takes two places, the way to further volumes one
    readonly property int spared: Math.max(1, many - 2) < all && !reading ? Math.max(1, many - 3) : Math.max(1, many - 2)
    readonly property int cards: advised ? Math.min(volumes.length, spared) : Math.min(volumes.length, reading ? many : isSeries || all > many ? many - 1 : many)
    readonly property int cells: advised ? cards + (further.visible ? 3 : 2) : reading ? Math.max(3, cards) : isSeries ? cards + 1 : Math.max(3, cards + (all > cards ? 1 : 0))
    readonly property int cell: Math.floor((width - (cells - 1) * Theme.gap) / cells)
    readonly property int start: {
        const at = isSeries ? volumes.findIndex(volume => volume.this) : 0;
        return Math.max(0, Math.min(at - 1, volumes.length - cards));
    }
    readonly property bool whole: isSeries && all === cards && !advised

    visible: isSeries || volumes.length > 0
    implicitHeight: head.height + Theme.s2 + Theme.wide(Theme.compact ? 23 : 34)

    Words {
        id: head
        text: strip.isSeries ? qsTr("このシリーズ") : qsTr("この著者のほかの本")
        em: Theme.compact ? Theme.second : Theme.body
        bold: true
        tall: 1.4
        color: Theme.ink
        Accessible.role: Accessible.Heading
    }
    Words {
        anchors.left: head.right
        anchors.leftMargin: Theme.s4
        width: strip.width - x
        height: head.height
        text: [(strip.isSeries ? Opened.title.series : Opened.title.creator) ?? "", qsTr("%1冊").arg(strip.all)].join("　")
        em: Theme.second
        maximumLineCount: 1
        color: Theme.sub
    }
    Row {
        y: head.height + Theme.s2
        width: strip.width
        height: strip.height - y
        spacing: Theme.gap

        Repeater {
            model: strip.volumes.slice(strip.start, strip.start + strip.cards)

            Tappable {
                id: card
                required property var modelData
                enabled: !strip.reading
                width: strip.cell
                height: parent.height
                text: modelData.name
                say: [modelData.name, modelData.word].join("、")
                onClicked: {
                    if (!card.modelData.this)
                        Opened.go(card.modelData.id);
                }

                background: Rectangle {
                    radius: card.corner
                    color: card.lit ? Theme.primaryTint : card.modelData.this ? Theme.paper2 : Theme.white
                    border.width: card.modelData.this ? Theme.line3 : Theme.line
                    border.color: card.lit ? Theme.primary : card.modelData.this ? Theme.ink : Theme.edge
                }
                contentItem: Item {
                    Column {
                        x: Theme.inset * 0.8
                        width: parent.width - x - Theme.s2
                        anchors.verticalCenter: parent.verticalCenter

                        Words {
                            width: parent.width
                            text: Theme.keep(card.modelData.name)
                            em: !strip.isSeries || Theme.compact ? Theme.second : Theme.body
                            bold: true
                            tall: 1.3
                            // a state of two lines leaves a small card one for the name
                            readonly property bool brief: Theme.compact && state.height > 2 * state.em
                            maximumLineCount: brief ? 1 : 2
                            wrapMode: brief ? Text.NoWrap : Text.Wrap
                            elide: brief ? Text.ElideMiddle : Text.ElideNone
                            color: Theme.ink
                            Accessible.ignored: true
                        }
                        StateBadge {
                            id: state
                            width: parent.width
                            symbol: card.modelData.icon
                            text: card.modelData.word
                            tone: card.modelData.tone
                            em: Theme.small
                        }
                    }
                }
            }
        }
        Button {
            id: further
            visible: !strip.reading && (strip.whole || strip.all > strip.cards)
            width: strip.cell
            height: parent.height
            kind: strip.whole ? "blue" : "ink"
            em: Theme.second
            symbol: strip.whole && width > Theme.letter(66) ? "series" : ""
            chevron: strip.whole ? "" : "right"
            text: strip.whole ? (Opened.seriesManner === "cart" ? qsTr("%1冊を順番に\n%2へ") : qsTr("%1冊とも\n%2へ")).arg(strip.all).arg(Cart.cartLabel) : qsTr("ほかの%1冊").arg(strip.all - strip.cards)
            onClicked: {
                if (strip.whole)
                    Opened.addSeries();
                else if (strip.isSeries)
                    Opened.wholeSeries();
                else
                    Opened.moreBy();
            }
        }
        Words {
            visible: strip.advised
            width: 2 * strip.cell + parent.spacing
            height: parent.height
            text: Theme.keep(Opened.seriesAdvice)
            em: Theme.compact ? Theme.least : Theme.small
            tall: 1.35
            color: Theme.ink
        }
    }
}
