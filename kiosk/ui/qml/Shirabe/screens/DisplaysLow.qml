import QtQuick
import Shirabe.Backend

/* The lists in low reach: above, what they hold, for reading; the deck opens them. */
DeckPage {
    id: page

    title: qsTr("本のリスト")
    focus: true
    Keys.onPressed: event => {
        event.accepted = event.key === Qt.Key_Escape || event.key === Qt.Key_Backspace;
        if (event.accepted)
            Session.back();
    }
    deck: [
        DeckChoices {
            tall: page.rowTall
            choices: Displays.cards.map(card => ({
                        "id": card.id,
                        "text": card.name,
                        "note": card.text,
                        "symbol": card.symbol,
                        "on": false,
                        "why": ""
                    }))
            onChosen: choice => Displays.choose(choice.id)
        },
        DeckRow {
            id: foot
            parts: 3
            tall: page.rowTall

            DeckButton {
                width: foot.of(1)
                tall: foot.tall
                chevron: "left"
                text: qsTr("もどる")
                onClicked: Session.back()
            }
        }
    ]

    DeckList {
        width: parent.width
        room: page.room
        rows: Displays.cards.map(card => ({
                    "title": card.name,
                    "second": card.text,
                    "symbol": card.symbol,
                    "word": card.count
                }))
    }
}
