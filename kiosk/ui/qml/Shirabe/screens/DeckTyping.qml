import QtQuick

/*
 A low page with a board: the hardware keyboard types as well, wherever the focus is.
   sets     what the board holds (see DeckBoard): "digits" | "letters" | "address" | "code" | "kana" | "words"
   deck     rows under the board
   letter(string) a sign;  erase() one back;  clear() all away;  enter() the Enter key
*/
DeckPage {
    id: page

    property string sets: "digits"

    signal letter(string sign)
    signal erase
    signal clear
    signal enter

    focus: true
    deck: [
        DeckBoard {
            id: board
            tall: page.rowTall
            sets: {
                switch (page.sets) {
                case "letters":
                    return board.letters;
                case "address":
                    return board.address;
                case "code":
                    return board.code;
                case "kana":
                    return board.kana;
                case "words":
                    return board.words;
                default:
                    return board.digits;
                }
            }
            onLetter: sign => page.letter(sign)
            onErase: page.erase()
            onClear: page.clear()
        }
    ]
    Keys.onPressed: event => {
        if (event.key === Qt.Key_Backspace) {
            page.erase();
            event.accepted = true;
        } else if (event.key === Qt.Key_Return || event.key === Qt.Key_Enter) {
            page.enter();
            event.accepted = true;
        } else if (event.text.length === 1 && event.text > " ") {
            page.letter(event.text);
            event.accepted = true;
        }
    }
}
