import QtQuick
import Shirabe
import Shirabe.Backend

/* The lists in low reach: above, what they hold, for reading; the deck opens them. */
DeckPage {
    id: page

    /* As much of a name as a button has room for; the whole of it stands above. */
    function brief(name: string): string {
        const letter = Theme.body * (Theme.spaced === "" ? 1.05 : 0.6);
        const most = Math.floor((width - 2 * Theme.margin) / (Theme.portrait ? 2 : 3) / letter) - (Theme.spaced === "" ? 4 : 7);
        return name.length > most ? name.slice(0, Math.max(3, most - 1)) + "…" : name;
    }

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
                        "text": page.brief(card.name),
                        "note": page.brief(card.name) === card.name ? card.text : [card.name, card.text].join("、"),
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
