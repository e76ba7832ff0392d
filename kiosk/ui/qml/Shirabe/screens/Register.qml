import QtQuick
import Shirabe
import Shirabe.Backend

/* A first password registered at the terminal: card, name, birth date, telephone, password twice. */
DeckTyping {
    id: page

    readonly property bool narrow: Theme.portrait
    readonly property string step: Register.step
    readonly property bool secret: step === "new" || step === "again"
    readonly property string asks: {
        switch (step) {
        case "card":
            return qsTr("カードの番号");
        case "name":
            return qsTr("お名前（ひらがな）");
        case "born":
            return qsTr("生年月日（西暦8桁）");
        case "phone":
            return qsTr("登録している電話番号");
        case "new":
            return qsTr("新しいパスワード");
        default:
            return qsTr("もういちど同じパスワード");
        }
    }
    readonly property string how: {
        switch (step) {
        case "card":
            return qsTr("利用者カードの番号を打ってください。");
        case "name":
            return qsTr("カードを作ったときのお名前を、よみがなで打ってください。");
        case "born":
            return qsTr("例　1970年1月1日 → 19700101");
        case "phone":
            return qsTr("図書館にとどけてある番号です。ハイフンはいりません。");
        default:
            return qsTr("人にわかりやすいことばは避けてください。");
        }
    }

    title: qsTr("はじめてのパスワードの登録")
    sets: {
        if (secret)
            return Register.digitsOnly ? "digits" : "letters";
        return step === "name" ? "kana" : "digits";
    }
    rows: narrow ? 5 : 3
    onGoneBack: Register.back()
    onLetter: sign => Register.press(sign)
    onErase: Register.erase()
    onClear: Register.clear()
    onEnter: Register.submit()
    deck: [
        DeckRow {
            id: foot
            readonly property int used: (page.low ? 3 : 0) + (page.secret ? 3 : 0)
            parts: page.narrow ? 2 : 10
            tall: page.rowTall

            DeckButton {
                visible: page.low
                width: foot.of(page.narrow ? 1 : 3)
                tall: foot.tall
                chevron: "left"
                text: qsTr("もどる")
                onClicked: Register.back()
            }
            DeckButton {
                visible: page.secret
                width: foot.of(page.narrow ? 1 : 3)
                tall: foot.tall
                symbol: "eye"
                text: qsTr("押すと見える")
                onDownChanged: Register.peek(down)
            }
            DeckButton {
                width: foot.of(page.narrow ? (page.low !== page.secret ? 1 : 2) : 10 - foot.used)
                tall: foot.tall
                kind: Register.complete || Register.done ? "primary" : "yet"
                chevron: Register.complete && page.step !== "again" ? "right" : ""
                text: {
                    if (Register.waiting)
                        return qsTr("お預かりしています");
                    if (Register.done)
                        return qsTr("カードを確認する");
                    if (!Register.complete)
                        return qsTr("つづきを打ってください");
                    return page.step === "again" ? qsTr("このパスワードを登録する") : qsTr("つぎへ");
                }
                onClicked: Register.submit()
            }
        }
    ]

    Column {
        width: parent.width
        spacing: Theme.compact || Theme.large ? Theme.s2 : Theme.s4

        Notice {
            width: parent.width
            visible: Register.message !== ""
            kind: "error"
            text: Register.message
        }
        Notice {
            width: parent.width
            visible: Register.done
            kind: "here"
            title: qsTr("登録をお預かりしました。")
            text: qsTr("お名前などを図書館の記録とくらべます。合っていれば、新しいパスワードが使えるようになります。")
        }
        Words {
            visible: !Register.done
            width: parent.width
            text: qsTr("%1／6　%2").arg(Register.number).arg(page.asks)
            em: Theme.large || Theme.compact ? Theme.bigLabel : Theme.section
            bold: true
            tall: 1.35
            color: Theme.ink
            Accessible.role: Accessible.Heading
        }
        TypedField {
            visible: !page.secret && !Register.done
            width: parent.width
            text: Register.text
            name: page.asks
        }
        SecretBoxes {
            visible: page.secret
            width: parent.width
            tall: Theme.wide(Theme.compact ? 15 : 22)
            boxes: Register.boxes
            name: page.asks
        }
        Words {
            visible: !Register.done
            width: parent.width
            text: page.how
            em: Theme.second
        }
    }
}
