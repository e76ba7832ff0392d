pragma ComponentBehavior: Bound

import QtQuick
import Shirabe

/*
 Digits or letters in two rows, for the deck of low reach. Function keys stand left of them, in an
 upright panel below them.
   sets       what can be typed, one set at a time: list of {name, rows: [first, second]}
   tall       height of a row, px
   letter(string) a sign was touched;  erase() one back;  clear() all away
 `digits`, `letters`, `address`, `code`, `kana`, `words`: the sets there are.
*/
Item {
    id: board

    readonly property var digits: [
        {
            "name": "123",
            "rows": ["12345", "67890"]
        }
    ]
    readonly property var letters: [
        {
            "name": "abc",
            "rows": ["abcdefghijklm", "nopqrstuvwxyz"]
        },
        {
            "name": "ABC",
            "rows": ["ABCDEFGHIJKLM", "NOPQRSTUVWXYZ"]
        },
        {
            "name": "123",
            "rows": ["1234567890-_.", "@:/,!?#$%&*+="]
        },
        {
            "name": "#(;",
            "rows": ["()[]{}<>\"'`;~", "^\\|"]
        }
    ]
    readonly property var address: [letters[0], letters[2], letters[1], letters[3]]
    readonly property var code: [
        {
            "name": "ABC",
            "rows": ["ABCDEFGHIJKLM", "NOPQRSTUVWXYZ"]
        },
        {
            "name": "123",
            "rows": ["12345", "67890"]
        }
    ]

    readonly property var kana: [
        {
            "name": "あ–の",
            "rows": ["あいうえおかきくけこさしす", "せそたちつてとなにぬねの゛"]
        },
        {
            "name": "は–ん",
            "rows": ["はひふへほまみむめもやゆよ", "らりるれろわをんー゛゜小"]
        }
    ]
    readonly property var words: [...kana, letters[0], letters[2]]

    property var sets: digits
    property int tall: Theme.key
    property int open: 0
    readonly property var rows: (sets[Math.min(open, sets.length - 1)] ?? sets[0]).rows
    readonly property int columns: rows[0].length
    readonly property bool below: Theme.portrait
    readonly property bool several: sets.length > 1
    readonly property int work: below ? 0 : Math.round(width * (several ? 0.26 : 0.18))
    readonly property int lettersX: below ? 0 : work + Theme.s8
    readonly property real pitch: (width - lettersX + Theme.gap) / columns
    readonly property int pitchY: tall + Theme.gap

    signal letter(string sign)
    signal erase
    signal clear

    width: parent ? parent.width : 0
    height: (below ? 3 : 2) * pitchY - Theme.gap
    onSetsChanged: open = 0

    Repeater {
        model: 2 * board.columns

        Key {
            id: key
            required property int index
            readonly property int column: index % board.columns
            readonly property int row: Math.floor(index / board.columns)
            readonly property string sign: (board.rows[row] ?? "").charAt(column)
            visible: sign !== ""
            x: Math.round(board.lettersX + column * board.pitch)
            y: row * board.pitchY
            width: Math.round(board.lettersX + (column + 1) * board.pitch) - Theme.gap - x
            height: board.tall
            em: Math.min(Theme.letter(9.4), Math.round(Math.min(height, width * 1.2) * 0.5))
            text: sign
            onClicked: board.letter(sign)
        }
    }
    component WorkKey: Key {
        id: work
        property int place: 0
        property int span: 1
        readonly property int count: board.several ? 4 : 2
        readonly property int across: board.below ? count : count / 2
        readonly property real half: ((board.below ? board.width : board.work) + Theme.gap) / across
        kind: "work"
        x: Math.round((place % across) * half)
        y: board.below ? 2 * board.pitchY : Math.floor(place / across) * board.pitchY
        width: Math.round((place % across + span) * half) - Theme.gap - x
        height: board.tall
        em: Math.min(Theme.second, Math.round(width / 5.6), Math.round(height * 0.34))
    }
    WorkKey {
        visible: board.several
        place: 0
        span: board.sets.length === 2 ? 2 : 1
        text: board.several ? board.sets[(board.open + 1) % board.sets.length].name : ""
        onClicked: board.open = (board.open + 1) % board.sets.length
    }
    WorkKey {
        visible: board.sets.length > 2
        place: 1
        text: board.several ? board.sets[(board.open + board.sets.length - 1) % board.sets.length].name : ""
        onClicked: board.open = (board.open + board.sets.length - 1) % board.sets.length
    }
    WorkKey {
        place: board.several ? 2 : 0
        text: qsTr("ぜんぶ消す")
        onClicked: board.clear()
    }
    WorkKey {
        place: board.several ? 3 : 1
        kind: "erase"
        text: qsTr("1字消す")
        onClicked: board.erase()
    }
}
