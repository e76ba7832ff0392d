import QtQuick
import Shirabe
import Shirabe.Backend

/* Changing a password in low reach: the board and every button in the deck, the fields for reading. */
DeckTyping {
    id: page

    readonly property bool narrow: Theme.portrait

    title: Password.first ? qsTr("はじめてのパスワード") : qsTr("パスワードの変更")
    sets: Password.digitsOnly ? "digits" : "letters"
    onLetter: sign => Password.press(sign)
    onErase: Password.erase()
    onClear: Password.clear()
    onEnter: Password.submit()
    deck: [
        DeckRow {
            id: last
            parts: page.narrow ? 2 : 12
            tall: page.rowTall

            DeckButton {
                width: last.of(page.narrow ? 1 : 3)
                tall: last.tall
                chevron: "left"
                text: Password.first ? qsTr("やめる") : qsTr("もどる")
                onClicked: Session.back()
            }
            DeckButton {
                width: last.of(page.narrow ? 1 : 4)
                tall: last.tall
                symbol: "eye"
                text: qsTr("押すと見える")
                onDownChanged: Password.peek(down)
            }
            DeckButton {
                width: last.of(page.narrow ? 2 : 5)
                tall: last.tall
                kind: Password.missing === 0 ? "primary" : "yet"
                text: fields.todo
                onClicked: Password.submit()
            }
        }
    ]

    Column {
        id: why
        width: page.narrow ? parent.width : Math.round(parent.width * 0.36)
        spacing: Theme.s4

        Words {
            width: parent.width
            text: Password.first ? qsTr("仮パスワードを、新しいものに変えます。\n次からは、新しいもので使えます。") : Theme.keep(qsTr("いまのものを打って、新しくします。"))
            em: Theme.compact ? Theme.second : Theme.body
        }
        Words {
            width: parent.width
            visible: !Theme.extra
            em: Theme.compact ? Theme.small : Theme.second
            text: Password.digitsOnly ? qsTr("誕生日や 1111 など、\n人にわかりやすい数字は避けてください。") : qsTr("人にわかりやすいことばは避けてください。")
            color: Theme.ink
        }
    }
    PasswordFields {
        id: fields
        reading: true
        x: page.narrow ? 0 : why.width + Theme.s8
        y: page.narrow ? why.height + Theme.block : 0
        width: parent.width - x
        room: parent.height - y
    }
}
