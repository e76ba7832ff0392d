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
    readonly property bool narrow: Theme.portrait
    readonly property int rows_: narrow ? 6 : 3
    readonly property int keyHeight: Math.min(Theme.mm(narrow ? 20.8 : 19), Math.floor((height - Theme.gap - Theme.reach - (rows_ - 1) * gap) / rows_))
    readonly property int keyEm: Math.round(keyHeight * 0.46)
    readonly property int smallEm: Math.min(Theme.second, Math.round(keyHeight * 0.4), Math.round(width / 46))
    readonly property int count: narrow ? 2 : 3
    readonly property var found: Finding.headings

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
        anchors.bottomMargin: Theme.gap
        width: page.width - 2 * x
        spacing: page.gap

        // headings, and beside them the letters of the open row (below them where it is narrow)
        Item {
            id: first
            width: parent.width
            height: page.narrow ? 2 * page.keyHeight + page.gap : page.keyHeight
            readonly property real pitch: page.narrow ? (width + page.gap) / 6 : second.pitch

            Repeater {
                model: page.count

                HeadingCard {
                    required property int index
                    readonly property var suggested: page.found[index] ?? null
                    readonly property int room: page.narrow ? first.width + page.gap : first.width - 6 * first.pitch + page.gap
                    visible: suggested !== null
                    plain: true
                    heading: suggested ?? ({})
                    x: Math.round(index * room / page.count)
                    width: Math.round((index + 1) * room / page.count) - page.gap - x
                    height: page.keyHeight
                    onClicked: Finding.openHeading(index)
                }
            }
            Repeater {
                model: 6

                Key {
                    id: letterKey
                    required property int index
                    readonly property bool mark: index === 5 && page.kana
                    readonly property string letter: mark ? "小゛゜" : (page.rows[page.open] ?? "").charAt(index)
                    visible: letter !== ""
                    x: Math.round(first.width - (index + 1) * first.pitch + page.gap)
                    y: first.height - height
                    width: Math.round(first.pitch) - page.gap
                    height: page.keyHeight
                    text: letter
                    em: mark ? Theme.mm(5.5) : page.keyEm
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
        // function keys, and beside them the rows (below them where it is narrow)
        Item {
            id: second
            width: parent.width
            height: page.narrow ? 2 * page.keyHeight + page.gap : page.keyHeight
            readonly property int work: page.narrow ? width : Math.round(width * 0.42)
            readonly property real pitch: (width - (page.narrow ? 0 : work + page.gap) + page.gap) / 10
            readonly property var keys: [
                {
                    "text": qsTr("1字消す"),
                    "does": "erase"
                },
                {
                    "text": qsTr("空白"),
                    "does": "space"
                },
                {
                    "text": Finding.board === "latin" ? qsTr("かな") : qsTr("ABC"),
                    "does": Finding.board === "latin" ? "kana" : "latin"
                },
                {
                    "text": Finding.board === "number" ? qsTr("かな") : qsTr("123"),
                    "does": Finding.board === "number" ? "kana" : "number"
                }
            ]

            function act(does: string): void {
                if (does === "erase") {
                    Finding.erase();
                } else if (does === "space") {
                    Finding.press(" ");
                } else {
                    Finding.openRow(0);
                    Finding.setBoard(does);
                }
            }

            Repeater {
                model: 4

                Key {
                    id: workKey
                    required property int index
                    readonly property var job: second.keys[index]
                    readonly property real quarter: (second.work + page.gap) / 4.4
                    kind: index === 0 ? "erase" : "work"
                    symbol: index === 0 ? "delete" : ""
                    flat: true
                    em: Math.min(Theme.second, Math.round(width / (index === 0 ? 6 : 4)))
                    text: job.text
                    x: index === 0 ? 0 : Math.round(quarter * (index + 0.4))
                    width: Math.round(quarter * (index + 1.4)) - page.gap - x
                    y: second.height - height
                    height: page.keyHeight
                    onClicked: second.act(workKey.job.does)
                }
            }
            Repeater {
                model: page.rows.length

                Key {
                    id: rowKey
                    required property int index
                    readonly property string line: page.rows[index] ?? ""
                    x: Math.round(second.width - (index + 1) * second.pitch + page.gap)
                    width: Math.round(second.pitch) - page.gap
                    height: page.keyHeight
                    text: line.charAt(0)
                    say: qsTr("%1の行").arg(line.charAt(0))
                    em: page.keyEm
                    chosen: page.open === index
                    live: !page.kana || [...line].some(letter => Finding.nextKana.includes(letter))
                    onClicked: Finding.openRow(rowKey.index)
                }
            }
        }
        // steering
        Grid {
            id: third
            width: parent.width
            columns: page.narrow ? 1 : 2
            spacing: page.gap
            readonly property int former: page.narrow ? width : Math.round(width * 0.42)
            readonly property int latter: page.narrow ? width : width - former - page.gap

            Row {
                spacing: page.gap

                Button {
                    width: Math.floor((third.former - 2 * page.gap) * 0.31)
                    tall: page.keyHeight
                    em: page.smallEm
                    chevron: "left"
                    text: qsTr("もどる")
                    onClicked: Session.back()
                }
                Button {
                    width: Math.floor((third.former - 2 * page.gap) * 0.345)
                    tall: page.keyHeight
                    em: page.smallEm
                    symbol: "up"
                    text: qsTr("前の本")
                    onClicked: Finding.step(-1)
                }
                Button {
                    width: Math.floor((third.former - 2 * page.gap) * 0.345)
                    tall: page.keyHeight
                    em: page.smallEm
                    symbol: "down"
                    text: qsTr("次の本")
                    onClicked: Finding.step(1)
                }
            }
            Row {
                spacing: page.gap

                Button {
                    width: Math.floor((third.latter - page.gap) * 0.51)
                    tall: page.keyHeight
                    em: Math.min(page.narrow ? Theme.second : Theme.body, Math.round(page.keyHeight * 0.42))
                    kind: Finding.empty ? "ink" : "primary"
                    chevron: "right"
                    text: qsTr("この本をひらく")
                    onClicked: Finding.openPicked()
                }
                Button {
                    width: third.latter - page.gap - Math.floor((third.latter - page.gap) * 0.51)
                    tall: page.keyHeight
                    em: Math.min(page.narrow ? Theme.second : Theme.body, Math.round(page.keyHeight * 0.42))
                    kind: Finding.empty ? "primary" : "blue"
                    chevron: "right"
                    text: Finding.empty ? qsTr("ほかの探し方") : qsTr("%1を見る").arg(Finding.totalText)
                    onClicked: Finding.showAll()
                }
            }
        }
    }
}
