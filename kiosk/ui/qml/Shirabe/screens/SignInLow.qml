import QtQuick
import Shirabe
import Shirabe.Backend

/* Card and password in low reach: the board and every button in the deck, the fields for reading. */
DeckTyping {
    id: page

    readonly property bool card: SignIn.field === "card"
    readonly property bool narrow: Theme.portrait
    readonly property bool drawn: !Theme.extra && !(Theme.large && Theme.compact)

    title: qsTr("カードとパスワード")
    note: Cart.count > 0 && !narrow ? (Cart.onlyBooks ? qsTr("予約かごの%1冊は、そのまま残ります").arg(Cart.count) : qsTr("予約かごの%1点は、そのまま残ります").arg(Cart.count)) : ""
    sets: SignIn.digitsOnly || card ? "digits" : "letters"
    onLetter: sign => SignIn.press(sign)
    onErase: SignIn.erase()
    onClear: SignIn.clear()
    onEnter: SignIn.submit()
    deck: [
        DeckRow {
            id: last
            readonly property bool first: SignIn.firstByPatron && page.card
            parts: page.narrow ? 2 : 12
            tall: page.rowTall

            DeckButton {
                width: last.of(page.narrow ? 1 : 2)
                tall: last.tall
                chevron: "left"
                text: qsTr("もどる")
                onClicked: Session.back()
            }
            DeckButton {
                width: last.of(page.narrow ? 1 : 3)
                tall: last.tall
                symbol: page.card ? "lock" : "card"
                text: page.card ? qsTr("パスワードを打つ") : qsTr("カードの番号を打つ")
                onClicked: SignIn.useField(page.card ? "secret" : "card")
            }
            DeckButton {
                visible: last.first
                width: last.of(page.narrow ? 1 : 3)
                tall: last.tall
                text: qsTr("はじめてパスワードを登録する")
                onClicked: Register.begin()
            }
            DeckButton {
                visible: !last.first
                width: last.of(page.narrow ? 1 : 3)
                tall: last.tall
                symbol: "eye"
                text: qsTr("押すと見える")
                onDownChanged: SignIn.peek(down)
            }
            DeckButton {
                width: last.of(page.narrow ? 1 : 4)
                tall: last.tall
                kind: SignIn.ready || page.card && SignIn.hasCard ? "primary" : "yet"
                text: fields.todo.replace("\n", Theme.spaced)
                onClicked: SignIn.submit()
            }
        }
    ]

    Item {
        id: left
        visible: !page.narrow
        width: Math.round(parent.width * 0.42)
        height: parent.height

        Words {
            id: how
            width: parent.width
            text: Theme.keep(qsTr("カードのバーコードを、画面の下の\n赤い光に当ててください。").replace("\n", Theme.spaced))
            em: Theme.compact ? Theme.second : Theme.body
        }
        CardDrawing {
            visible: page.drawn
            y: how.height + Theme.s4
            width: parent.width
            height: (hint.visible ? hint.y : parent.height) - y - Theme.s4
        }
        Notice {
            id: hint
            visible: SignIn.firstIsBirthDate && !Theme.large
            y: parent.height - height
            width: parent.width
            kind: "quiet"
            em: Theme.compact ? Theme.least : Theme.second
            symbol: "lock"
            text: qsTr("はじめての方は、パスワードの代わりに\n生年月日を西暦8桁で打ってください。\n例　1970年1月1日 → 19700101")
        }
    }
    SignInFields {
        id: fields
        reading: true
        x: page.narrow ? 0 : left.width + Theme.s8
        width: parent.width - x
    }
    Column {
        visible: page.narrow
        y: fields.height + Theme.block
        width: parent.width
        spacing: Theme.block

        Words {
            width: parent.width
            text: Theme.keep(qsTr("カードのバーコードを、画面の下の\n赤い光に当ててください。").replace("\n", Theme.spaced))
        }
        Notice {
            width: parent.width
            visible: SignIn.firstIsBirthDate && SignIn.message === ""
            kind: "quiet"
            symbol: "lock"
            text: qsTr("はじめての方は、パスワードの代わりに\n生年月日を西暦8桁で打ってください。\n例　1970年1月1日 → 19700101")
        }
        CardDrawing {
            visible: page.drawn
            width: parent.width
            height: Theme.mm(70)
        }
    }
}
