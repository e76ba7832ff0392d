import QtQuick
import Shirabe
import Shirabe.Backend

/* Registering an e-mail address: typed on the board, wiped when the page is left. */
DeckTyping {
    id: page

    readonly property bool narrow: Theme.portrait

    title: qsTr("メールアドレスの登録")
    sets: "address"
    onGoneBack: Session.back()
    onLetter: sign => Own.press(sign)
    onErase: Own.erase()
    onClear: Own.clear()
    onEnter: Own.saveEmail()
    deck: [
        DeckRow {
            id: foot
            parts: page.narrow ? 4 : page.low ? 12 : 10
            tall: page.rowTall

            DeckButton {
                visible: page.low
                width: foot.of(page.narrow ? 1 : 2)
                tall: foot.tall
                chevron: page.narrow && Theme.large ? "" : "left"
                text: qsTr("もどる")
                onClicked: Session.back()
            }
            DeckButton {
                width: foot.of(1)
                tall: foot.tall
                text: "@"
                onClicked: Own.press("@")
            }
            DeckButton {
                width: foot.of(1)
                tall: foot.tall
                text: "."
                onClicked: Own.press(".")
            }
            DeckButton {
                width: foot.of(page.narrow ? 1 : 2)
                tall: foot.tall
                text: ".jp"
                onClicked: Own.press(".jp")
            }
            DeckButton {
                visible: !page.narrow || !page.low
                width: foot.of(page.narrow ? 1 : 2)
                tall: foot.tall
                text: ".com"
                onClicked: Own.press(".com")
            }
            DeckButton {
                width: foot.of(4)
                tall: foot.tall
                kind: Own.addressComplete ? "primary" : "yet"
                symbol: Own.addressComplete && !page.narrow ? "tick" : ""
                text: Own.waiting ? qsTr("お預かりしています") : Own.addressComplete ? qsTr("登録する") : qsTr("アドレスを打ってください")
                onClicked: Own.saveEmail()
            }
        }
    ]

    Column {
        width: parent.width
        spacing: Theme.s4

        Words {
            width: parent.width
            text: qsTr("用意ができたことなどを、このアドレスへお知らせします。")
            em: Theme.large || Theme.compact ? Theme.second : Theme.body
        }
        TypedField {
            width: parent.width
            text: Own.address
            name: qsTr("メールアドレス")
        }
        Notice {
            visible: Own.message !== ""
            width: parent.width
            kind: "error"
            text: Own.message
        }
        Words {
            width: parent.width
            visible: Own.message === "" && Own.settings.email !== ""
            text: qsTr("いまの登録　%1").arg(Own.settings.email)
            em: Theme.second
            color: Theme.sub
        }
    }
}
