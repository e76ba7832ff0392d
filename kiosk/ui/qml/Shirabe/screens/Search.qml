pragma ComponentBehavior: Bound

import QtQuick
import Shirabe
import Shirabe.Backend

/*
 Search by touch. The board is always there; each key changes list, headings and live keys together.
 Three layouts over the same parts: wide, tall (portrait) and low (every target in the lower part).
 A keyboard types here as well, whatever has the focus.
*/
FocusScope {
    id: page

    readonly property string marksLive: Finding.marksLive
    readonly property bool low: Theme.lowReach
    // read once: each reading makes all of them anew
    readonly property var found: Finding.headings

    focus: true
    Keys.onPressed: event => {
        event.accepted = true;
        if (event.key === Qt.Key_Backspace)
            Finding.erase();
        else if (event.key === Qt.Key_Return || event.key === Qt.Key_Enter)
            Finding.showAll();
        else if (event.key === Qt.Key_Escape)
            Session.back();
        else if (event.text.length === 1 && event.text >= " " && event.text !== "\u007f")
            Finding.press(event.text);
        else
            event.accepted = false;
    }

    component ClearButton: Button {
        symbol: "close"
        // what is typed needs the place
        text: Theme.extra && (Theme.portrait || Theme.compact) ? "" : Theme.large && (Theme.portrait || Theme.compact) ? qsTr("消す") : qsTr("ぜんぶ消す")
        say: qsTr("ぜんぶ消す")
        onClicked: Finding.clear()
    }
    component AllButton: Button {
        readonly property bool some: Finding.total > 0
        // where nothing is found, ways out are
        kind: some || Finding.empty ? "primary" : "yet"
        chevron: some || Finding.empty ? "right" : ""
        em: Theme.portrait && Theme.extra ? Theme.second : Theme.letter(7.9)
        text: !some ? (Finding.text === "" ? qsTr("打ってください") : qsTr("ほかの探し方")) : Finding.text === "" ? qsTr("よく読まれる本") : Theme.compact && Theme.extra ? Finding.totalText : qsTr("%1を見る").arg(Finding.totalText)
        onClicked: Finding.showAll()
    }
    component Headings: Grid {
        id: headings
        property int most: 6
        readonly property int cell: Math.floor((width - (columns - 1) * columnSpacing) / columns)
        columns: 2
        columnSpacing: Theme.gap
        rowSpacing: Theme.gap

        Repeater {
            model: headings.most

            HeadingCard {
                required property int index
                readonly property var one: page.found[index] ?? null
                visible: one !== null
                heading: one ?? ({})
                width: headings.cell
                onClicked: Finding.openHeading(index)
            }
        }
    }
    component Ask: Item {
        implicitHeight: Math.round(Theme.notice * 1.5)

        Words {
            id: asks
            text: Finding.near ? qsTr("近いことば") : qsTr("お探しはこれですか")
            em: Theme.notice
            bold: true
            color: Theme.ink
            height: parent.height
        }
        Words {
            anchors.left: asks.right
            anchors.leftMargin: Theme.s4
            height: parent.height
            visible: !Theme.compact && !Theme.large && !Theme.portrait
            text: qsTr("ふれると、そのことばで探します")
            em: Theme.second
            color: Theme.sub
        }
        PaleKeys {
            shown: !Theme.compact && !Theme.large && !Theme.portrait
            anchors.right: parent.right
            height: parent.height
        }
    }
    component PaleKeys: Row {
        property bool shown: true
        visible: shown && Finding.board === "kana" && Finding.nextKana !== ""
        spacing: Theme.s2

        Rectangle {
            anchors.verticalCenter: parent.verticalCenter
            width: Theme.s8
            height: Theme.s8
            radius: Theme.labelCorner
            color: Theme.paper3
            Words {
                anchors.centerIn: parent
                text: "い"
                em: Theme.least
                color: Theme.dim
                Accessible.ignored: true
            }
        }
        Words {
            anchors.verticalCenter: parent.verticalCenter
            text: qsTr("うすい字は、続くことばがありません")
            em: Theme.small
            color: Theme.sub
        }
    }
    component Typing: Board {
        board: Finding.board
        live: Finding.nextKana
        marksLive: page.marksLive
        onPress: letter => Finding.press(letter)
        onErase: Finding.erase()
        onChoose: other => Finding.setBoard(other)
    }

    Loader {
        anchors.fill: parent
        sourceComponent: page.low ? low : Theme.portrait ? tall : wide
    }

    Component {
        id: wide

        Item {
            id: wideItem
            // with the largest letters on a small panel the titles are one touch away
            readonly property bool listed: !(Theme.compact && Theme.extra)
            readonly property int side: !listed ? -Theme.mm(5) : Theme.mm(Theme.compact ? (Theme.large ? 94 : 90) : Theme.extra ? 168 : 150)
            readonly property int workY: Theme.headTop + Theme.tap + Theme.block
            readonly property int foot: height - Math.max(Theme.mm(4.5), Theme.block)

            Row {
                id: head
                x: Theme.margin
                y: Theme.headTop
                width: parent.width - 2 * x
                spacing: Theme.s4

                Button {
                    id: back
                    chevron: "left"
                    text: qsTr("もどる")
                    onClicked: Session.back()
                }
                SearchField {
                    width: head.width - back.width - clear.width - all.width - 3 * head.spacing
                    text: Finding.text
                    hint: Theme.compact ? "" : qsTr("書名・著者・ことば すべてから")
                }
                ClearButton {
                    id: clear
                }
                AllButton {
                    id: all
                    width: Math.max(implicitWidth, Theme.mm(Theme.compact ? (Theme.extra ? 0 : 64) : 78.6))
                }
            }
            LiveList {
                visible: wideItem.listed
                x: Theme.margin
                y: wideItem.workY
                width: wideItem.side
                height: wideItem.foot - y
                byline: !Theme.compact && !Theme.extra
            }
            Item {
                id: right
                x: Theme.margin + wideItem.side + (Theme.compact ? Theme.mm(5) : Theme.s8)
                y: wideItem.workY
                width: parent.width - x - Theme.margin
                height: wideItem.foot - y
                readonly property int card: Theme.wide(Theme.compact ? 18 : 21.3)
                readonly property int keyHeight: Math.max(Theme.smallest, Math.min(Theme.key, Math.floor((height - card - Theme.block + Theme.gap) / 5 - Theme.gap)))
                readonly property int above: height - typing.height - Theme.block
                readonly property bool asks: above > ask.implicitHeight + card + Theme.s2
                readonly property int rows: Math.max(0, Math.min(3, Math.floor((above - (asks ? ask.implicitHeight + Theme.s2 : 0) + Theme.gap) / (card + Theme.gap))))

                Ask {
                    id: ask
                    visible: right.asks && page.found.length > 0
                    width: parent.width
                }
                // beside the question, or in the row that the headings leave free
                PaleKeys {
                    readonly property bool below: right.rows > 1 && page.found.length <= 2
                    shown: Theme.compact && !Theme.large && right.asks
                    x: below ? 0 : parent.width - width
                    y: below ? ask.implicitHeight + Theme.s2 + right.card + Theme.gap : 0
                    height: below ? right.card : ask.implicitHeight
                }
                Headings {
                    y: right.asks ? ask.implicitHeight + Theme.s2 : 0
                    width: parent.width
                    most: 2 * right.rows
                }
                Words {
                    visible: Status.searchOpen && page.found.length === 0 && !Finding.empty && contentHeight <= right.above
                    width: parent.width
                    text: qsTr("はじめの1字から、どうぞ。\n書名でも、著者でも、ことばでも探せます。")
                    em: right.rows > 1 ? Theme.section : Theme.second
                    tall: 1.6
                    color: Theme.sub
                }
                Typing {
                    id: typing
                    anchors.bottom: parent.bottom
                    width: parent.width
                    keyHeight: right.keyHeight
                }
            }
        }
    }

    Component {
        id: tall

        Item {
            id: tallItem
            readonly property int foot: height - Theme.block
            readonly property int card: Theme.wide(21.3)
            readonly property int keyHeight: Math.max(Theme.smallest, Math.min(Theme.key, Theme.mm(Theme.extra ? 18 : 22)))

            Button {
                id: back
                x: Theme.margin
                y: Theme.headTop
                chevron: "left"
                text: qsTr("もどる")
                onClicked: Session.back()
            }
            Row {
                id: head
                x: Theme.margin
                y: back.y + back.height + Theme.mm(5)
                width: parent.width - 2 * x
                spacing: Theme.gap

                SearchField {
                    width: head.width - clear.width - all.width - 2 * head.spacing
                    tall: Theme.wide(23.8)
                    text: Finding.text
                }
                ClearButton {
                    id: clear
                    tall: Theme.wide(23.8)
                }
                AllButton {
                    id: all
                    width: Math.min(implicitWidth, Theme.mm(92))
                    tall: Theme.wide(23.8)
                }
            }
            Ask {
                id: ask
                x: Theme.margin
                y: head.y + head.height + Theme.mm(6)
                width: head.width
                visible: page.found.length > 0
            }
            Headings {
                id: headings
                x: Theme.margin
                y: ask.y + ask.height + Theme.s2
                width: head.width
                columns: Theme.large ? 1 : 2
                most: Theme.extra ? 1 : Theme.large ? 2 : 4
            }
            LiveList {
                id: live
                readonly property int under: headings.y + (Theme.extra ? 1 : 2) * (tallItem.card + Theme.gap) - Theme.gap + Theme.mm(5)
                x: Theme.margin
                y: Math.max(under, headings.y + headings.height + Theme.mm(5))
                width: head.width
                height: typing.y - Theme.mm(5) - y
                wide: !Theme.extra
                byline: !Theme.extra
            }
            Typing {
                id: typing
                x: Theme.margin
                y: tallItem.foot - height
                width: head.width
                below: true
                keyHeight: tallItem.keyHeight
            }
        }
    }

    Component {
        id: low
        SearchLow {
            marksLive: page.marksLive
        }
    }
}
