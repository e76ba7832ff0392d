pragma ComponentBehavior: Bound

import QtQuick
import Shirabe

/*
 The boards for typing: 五十音 (columns あ → わ from the right), ABC, 数字.
   board      "kana" | "latin" | "number"
   live       kana that lead on to a title, in one string
   marksLive  which of ゛゜小 would change the last letter, in one string
   below      the function keys stand under the letters (portrait) instead of left of them
 Fills the width it is given; the height follows from `keyHeight`.
   press(string)  letter or mark;  erase();  choose(string) another board
*/
Item {
    id: pad

    property string board: "kana"
    property string live: ""
    property string marksLive: ""
    property bool below: false
    property int keyHeight: Theme.key
    readonly property int gap: Theme.gap
    readonly property bool kana: pad.board === "kana"
    readonly property int columns: kana ? 11 : pad.board === "latin" ? 10 : 5
    readonly property int work: below ? 0 : Theme.mm(Theme.compact ? 32 : 41)
    readonly property int lettersX: below ? 0 : work + gap
    readonly property real pitch: (width - lettersX + gap) / columns
    readonly property real workPitch: (width + gap) / 11
    readonly property int rows: kana ? 5 : pad.board === "latin" ? 4 : 3
    readonly property int lettersHeight: 5 * (keyHeight + gap) - gap
    readonly property real rowPitch: (lettersHeight + gap) / rows

    // each column top to bottom, the rightmost first
    readonly property var kanaColumns: ["あいうえお", "かきくけこ", "さしすせそ", "たちつてと", "なにぬねの", "はひふへほ", "まみむめも", "や ゆ よ", "らりるれろ", "わ を ん", "゛゜小ー、"]
    readonly property var latinRows: ["QWERTYUIOP", "ASDFGHJKL-", "ZXCVBNM'.&", "0123456789"]
    readonly property var numberRows: ["12345", "67890", "-./()"]

    signal press(string letter)
    signal erase
    signal choose(string other)

    implicitHeight: lettersHeight + (below ? keyHeight + gap : 0)

    function letterAt(row: int, column: int): string {
        if (kana) {
            const letters = kanaColumns[columns - 1 - column];
            return (letters ?? "").charAt(row);
        }
        const lines = pad.board === "latin" ? latinRows : numberRows;
        return (lines[row] ?? "").charAt(column);
    }
    function isLive(letter: string): bool {
        if (!kana)
            return true;
        if ("゛゜小".includes(letter))
            return marksLive.includes(letter);
        return live.includes(letter) || letter === "、" && live === "";
    }

    component WorkKey: Key {
        kind: "work"
        em: Math.min(Theme.second, Math.round(width / 5.8))
    }

    // function keys
    Key {
        kind: "erase"
        text: qsTr("1字消す")
        symbol: "delete"
        flat: pad.below
        em: Math.min(pad.below ? Theme.body : Theme.second, Math.round(width / (pad.below ? 6 : 4.6)))
        x: 0
        y: pad.below ? pad.lettersHeight + pad.gap : 0
        width: pad.below ? Math.round(pad.workPitch * 3 - pad.gap) : pad.work
        height: pad.below ? pad.keyHeight : 2 * pad.keyHeight + pad.gap
        autoRepeat: true
        onClicked: pad.erase()
    }
    WorkKey {
        text: qsTr("空白")
        x: pad.below ? Math.round(pad.workPitch * 3) : 0
        y: pad.below ? pad.lettersHeight + pad.gap : 2 * (pad.keyHeight + pad.gap)
        width: pad.below ? Math.round(pad.workPitch * 4 - pad.gap) : pad.work
        height: pad.keyHeight
        onClicked: pad.press(" ")
    }
    WorkKey {
        readonly property string other: pad.board === "latin" ? "kana" : "latin"
        text: other === "kana" ? qsTr("かな") : qsTr("ABC")
        x: pad.below ? Math.round(pad.workPitch * 7) : 0
        y: pad.below ? pad.lettersHeight + pad.gap : 3 * (pad.keyHeight + pad.gap)
        width: pad.below ? Math.round(pad.workPitch * 2 - pad.gap) : pad.work
        height: pad.keyHeight
        onClicked: pad.choose(other)
    }
    WorkKey {
        readonly property string other: pad.board === "number" ? "kana" : "number"
        text: other === "kana" ? qsTr("かな") : qsTr("数字 123")
        x: pad.below ? Math.round(pad.workPitch * 9) : 0
        y: pad.below ? pad.lettersHeight + pad.gap : 4 * (pad.keyHeight + pad.gap)
        width: pad.below ? pad.width - x : pad.work
        height: pad.keyHeight
        onClicked: pad.choose(other)
    }

    // letters
    Repeater {
        model: pad.rows * pad.columns

        Key {
            id: key
            required property int index
            readonly property int row: Math.floor(index / pad.columns)
            readonly property int column: index % pad.columns
            readonly property string letter: pad.letterAt(row, column)

            visible: letter !== "" && letter !== " "
            enabled: visible
            x: Math.round(pad.lettersX + column * pad.pitch)
            y: Math.round(row * pad.rowPitch)
            width: Math.round(pad.lettersX + (column + 1) * pad.pitch) - pad.gap - x
            height: Math.round((row + 1) * pad.rowPitch) - pad.gap - y
            em: Math.min(Theme.letter(9.4), Math.round(Math.min(height, width * 1.1) * 0.5))
            text: letter
            live: pad.isLive(letter)
            onClicked: pad.press(pad.board === "latin" ? letter.toLowerCase() : letter)
        }
    }
}
