pragma ComponentBehavior: Bound

import QtQuick
import Shirabe
import Shirabe.Backend

/*
 Search with every target in the lower 40 %: the board in two steps (行, then 字), the list steered
 by 前の本, 次の本 and この本をひらく. The top is for reading only.
*/
Item {
    id: page

    property string marksLive: ""
    readonly property int gap: Theme.gap
    readonly property var columns: ["あいうえお", "かきくけこ", "さしすせそ", "たちつてと", "なにぬねの", "はひふへほ", "まみむめも", "やゆよ", "らりるれろ", "わをんー、"]
    readonly property bool kana: Finding.board === "kana"
    readonly property var rows: kana ? columns : Finding.board === "latin" ? ["abcde", "fghij", "klmno", "pqrst", "uvwxy", "z-'&."] : ["12345", "67890", "-./()"]
    readonly property int open: Math.min(Finding.row, rows.length - 1)
    readonly property int keyHeight: Math.max(Theme.smallest, Math.min(Theme.wide(Theme.compact ? 15.1 : 17.2), Theme.mm(20)))
    readonly property int letters: Math.round(width * (Theme.portrait ? 1 : 0.335)) - Theme.margin
    readonly property int count: Theme.portrait ? 2 : 3

    // reading only
    SearchField {
        id: field
        x: Theme.margin
        y: Theme.headTop
        width: page.width - 2 * x
        text: Finding.text
        hint: qsTr("押すところは、ぜんぶ下にあります")
    }
    LiveList {
        x: Theme.margin
        y: field.y + field.height + Theme.s4
        width: field.width
        height: board.y - Theme.s4 - y
        wide: true
        pick: Finding.pick
    }

    Column {
        id: board
        x: Theme.margin
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.mm(4.5)
        width: page.width - 2 * x
        spacing: page.gap

        // headings and the letters of the open row
        Item {
            id: first
            width: parent.width
            height: page.keyHeight
            readonly property real pitch: (second.keysWidth + page.gap) / second.many

            Repeater {
                model: page.count

                HeadingCard {
                    required property int index
                    readonly property var found: Finding.headings[index] ?? null
                    readonly property int room: first.width - 6 * first.pitch
                    visible: found !== null
                    plain: true
                    heading: found ?? ({})
                    x: Math.round(index * room / page.count)
                    width: Math.round(room / page.count) - page.gap
                    height: parent.height
                    onClicked: Finding.openHeading(index)
                }
            }
            Repeater {
                model: 6

                Key {
                    id: letterKey
                    required property int index
                    readonly property bool mark: index === 5
                    readonly property string letter: mark ? (page.kana ? "小゛゜" : "") : page.rows[page.open].charAt(index)
                    visible: letter !== ""
                    x: Math.round(first.width - (index + 1) * first.pitch + page.gap)
                    width: Math.round(first.pitch) - page.gap
                    height: parent.height
                    text: letter
                    em: mark ? Theme.small : Theme.letter(8.6)
                    live: mark ? page.marksLive !== "" : !page.kana || Finding.nextKana.includes(letter)
                    onClicked: {
                        if (!mark)
                            Finding.press(letterKey.letter);
                        else if (page.marksLive !== "")
                            Finding.press(page.marksLive.charAt(0));
                    }
                }
            }
        }
        // function keys and the rows
        Item {
            id: second
            width: parent.width
            height: page.keyHeight
            readonly property int many: 10
            readonly property int work: Math.round(width * 0.42)
            readonly property int keysWidth: width - work - page.gap * 2

            Row {
                spacing: page.gap
                Key {
                    kind: "erase"
                    symbol: "delete"
                    flat: true
                    em: Theme.second
                    text: qsTr("1字消す")
                    width: Math.round(second.work * 0.31) - page.gap
                    height: second.height
                    onClicked: Finding.erase()
                }
                Repeater {
                    model: [
                        {
                            "text": qsTr("空白"),
                            "board": ""
                        },
                        {
                            "text": Finding.board === "latin" ? qsTr("かな") : qsTr("ABC"),
                            "board": Finding.board === "latin" ? "kana" : "latin"
                        },
                        {
                            "text": Finding.board === "number" ? qsTr("かな") : qsTr("123"),
                            "board": Finding.board === "number" ? "kana" : "number"
                        }
                    ]
                    Key {
                        required property var modelData
                        kind: "work"
                        text: modelData.text
                        width: Math.round(second.work * 0.23) - page.gap
                        height: second.height
                        onClicked: {
                            if (modelData.board === "") {
                                Finding.press(" ");
                            } else {
                                Finding.openRow(0);
                                Finding.setBoard(modelData.board);
                            }
                        }
                    }
                }
            }
            Repeater {
                model: page.rows.length

                Key {
                    required property int index
                    readonly property string row: page.rows[index]
                    x: Math.round(second.width - (index + 1) * first.pitch + page.gap)
                    width: Math.round(first.pitch) - page.gap
                    height: second.height
                    text: row.charAt(0)
                    say: qsTr("%1の行").arg(row.charAt(0))
                    em: Theme.letter(8.6)
                    chosen: page.open === index
                    live: !page.kana || [...row].some(letter => Finding.nextKana.includes(letter))
                    onClicked: Finding.openRow(index)
                }
            }
        }
        // steering
        Row {
            id: third
            width: parent.width
            spacing: page.gap
            readonly property int quarter: Math.round((width - 4 * spacing) / 10)

            Button {
                width: Math.round(third.quarter * 1.3)
                tall: page.keyHeight
                em: Theme.second
                chevron: "left"
                text: qsTr("もどる")
                onClicked: Session.back()
            }
            Button {
                width: Math.round(third.quarter * 1.45)
                tall: page.keyHeight
                em: Theme.second
                symbol: "up"
                text: qsTr("前の本")
                onClicked: Finding.step(-1)
            }
            Button {
                width: Math.round(third.quarter * 1.45)
                tall: page.keyHeight
                em: Theme.second
                symbol: "down"
                text: qsTr("次の本")
                onClicked: Finding.step(1)
            }
            Button {
                width: Math.round(third.quarter * 3)
                tall: page.keyHeight
                kind: "primary"
                chevron: "right"
                text: qsTr("この本をひらく")
                onClicked: Finding.openPicked()
            }
            Button {
                width: third.width - Math.round(third.quarter * 7.2) - 4 * third.spacing
                tall: page.keyHeight
                kind: "blue"
                chevron: "right"
                text: qsTr("%1を見る").arg(Finding.totalText)
                onClicked: Finding.showAll()
            }
        }
    }
}
