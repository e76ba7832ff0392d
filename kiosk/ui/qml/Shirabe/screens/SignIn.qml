import QtQuick
import Shirabe
import Shirabe.Backend

/* Card and password: scan or type. The cart survives; nothing typed does. */
Page {
    id: page

    readonly property bool board: !SignIn.digitsOnly && SignIn.field === "secret"
    readonly property bool narrow: Theme.portrait
    readonly property bool apart: Theme.large && !Theme.portrait || SignIn.boxes.length > 6
    readonly property bool roomy: !Theme.large || Theme.portrait
    readonly property string todo: {
        if (SignIn.waiting)
            return qsTr("カードを確認しています");
        if (!SignIn.hasCard)
            return qsTr("カードの番号を\n打ってください");
        if (SignIn.field === "card" && SignIn.missing === SignIn.secretShortest)
            return qsTr("つぎはパスワード");
        if (SignIn.missing > 0)
            return SignIn.digitsOnly ? qsTr("あと%1桁 打ってください").arg(SignIn.missing) : qsTr("あと%1文字 打ってください").arg(SignIn.missing);
        return qsTr("はいる");
    }

    title: qsTr("カードとパスワード")
    note: Cart.count > 0 && !Theme.extra && !Theme.portrait ? (Cart.onlyBooks ? qsTr("予約かごの%1冊は、そのまま残ります").arg(Cart.count) : qsTr("予約かごの%1点は、そのまま残ります").arg(Cart.count)) : ""
    focus: true
    onGoneBack: Session.back()
    Keys.onPressed: event => {
        if (event.key === Qt.Key_Backspace) {
            SignIn.erase();
            event.accepted = true;
        } else if (event.key === Qt.Key_Return || event.key === Qt.Key_Enter) {
            SignIn.submit();
            event.accepted = true;
        } else if (event.text.length === 1 && event.text > " ") {
            SignIn.press(event.text);
            event.accepted = true;
        }
    }

    Panel {
        id: scan
        visible: !page.board
        width: page.narrow ? parent.width : Math.round(parent.width * 0.351)
        height: page.narrow ? Math.round(parent.height * 0.25) : parent.height

        Column {
            id: how
            x: Theme.mm(10)
            y: Theme.mm(8)
            width: (page.narrow ? parent.width * 0.56 : parent.width) - 2 * x
            spacing: Theme.gap

            Words {
                width: parent.width
                text: qsTr("カードがある方")
                em: Theme.section
                bold: true
                tall: 1.33
                color: Theme.ink
                Accessible.role: Accessible.Heading
            }
            Words {
                width: parent.width
                text: Theme.large && !page.narrow ? qsTr("バーコードを、\n赤い光に当ててください。") : qsTr("カードのバーコードを、画面の下の\n赤い光に当ててください。")
            }
        }
        CardDrawing {
            visible: page.roomy && height > Theme.mm(30)
            x: page.narrow ? parent.width * 0.56 : Theme.mm(10)
            y: page.narrow ? Theme.mm(6) : how.y + how.height + Theme.s8
            width: parent.width - x - Theme.mm(10)
            height: page.narrow ? parent.height - 2 * y : Math.min(Theme.mm(76), typing.y - y - Theme.s8)
        }
        Notice {
            id: typing
            x: Theme.mm(10)
            y: parent.height - height - (page.narrow || Theme.extra ? Theme.mm(8) : none.height + Theme.mm(11) + Theme.s4)
            width: (page.narrow ? parent.width * 0.56 : parent.width) - 2 * x
            visible: !(page.narrow && Theme.large)
            kind: "info"
            text: page.narrow ? qsTr("番号を下で打つこともできます。") : Theme.large ? qsTr("番号を右で\n打つこともできます。") : qsTr("カードをお忘れの方は、番号を\n右で打つこともできます。")
        }
        Words {
            id: none
            visible: !page.narrow && !Theme.extra
            x: Theme.mm(10)
            y: parent.height - height - Theme.mm(11)
            width: parent.width - 2 * x
            text: qsTr("カードがまだない方は、窓口へどうぞ。")
            em: Theme.second
            color: Theme.sub
        }
    }

    Column {
        id: fields
        x: page.narrow || page.board ? 0 : scan.width + Theme.s8
        y: page.narrow && !page.board ? scan.height + Theme.block : 0
        width: page.narrow ? parent.width : Math.round(parent.width * 0.34)
        spacing: Theme.gap

        Words {
            width: parent.width
            text: qsTr("1　カードの番号")
            bold: true
            color: Theme.ink
        }
        Tappable {
            id: cardField
            readonly property bool here: SignIn.field === "card"
            width: parent.width
            implicitHeight: Theme.wide(Theme.compact ? 17 : 23.6)
            say: qsTr("カードの番号 %1").arg(SignIn.cardText)
            focusPolicy: Qt.NoFocus
            onClicked: SignIn.useField("card")
            background: Rectangle {
                radius: Theme.corner
                color: Theme.white
                border.width: cardField.here ? Theme.line4 : Theme.line
                border.color: cardField.here ? Theme.primary : Theme.edge
            }
            contentItem: Item {
                Words {
                    id: number
                    x: Theme.mm(7.5)
                    anchors.verticalCenter: parent.verticalCenter
                    text: SignIn.cardText
                    em: SignIn.cardText.length > 14 ? Theme.rowTitle : Theme.letter(10)
                    bold: true
                    tabular: true
                    color: Theme.ink
                    wrapMode: Text.NoWrap
                    Accessible.ignored: true
                }
                Rectangle {
                    visible: cardField.here
                    x: number.x + number.width + Theme.hair
                    anchors.verticalCenter: parent.verticalCenter
                    width: Theme.line4
                    height: Math.round(number.lineHeight * 0.7)
                    color: Theme.primary
                }
                StateBadge {
                    visible: SignIn.scannedNow
                    anchors.right: parent.right
                    anchors.rightMargin: Theme.mm(7)
                    anchors.verticalCenter: parent.verticalCenter
                    symbol: "here"
                    tone: "here"
                    text: Theme.large && !page.narrow ? "" : qsTr("読めました")
                }
            }
        }
        Item {
            width: 1
            height: Theme.compact ? 0 : Theme.s2
        }
        Words {
            width: parent.width
            text: SignIn.secretLength > 0 ? qsTr("2　パスワード（数字%1桁）").arg(SignIn.secretLength) : SignIn.digitsOnly ? qsTr("2　パスワード（数字%1桁以上）").arg(SignIn.secretShortest) : qsTr("2　パスワード（%1文字以上）").arg(SignIn.secretShortest)
            bold: true
            color: Theme.ink
        }
        Grid {
            width: parent.width
            columns: page.apart ? 1 : 2
            spacing: Theme.mm(3.5)

            SecretBoxes {
                width: page.apart ? parent.width : parent.width - eye.width - parent.spacing
                boxes: SignIn.boxes
                name: qsTr("パスワード")
                onTouched: SignIn.useField("secret")
            }
            Button {
                id: eye
                width: page.apart ? parent.width : Math.max(implicitWidth, Theme.mm(40))
                height: page.apart ? Theme.tapRow : Theme.wide(Theme.compact ? 18 : 27.8)
                symbol: "eye"
                stacked: !page.apart
                em: Theme.second
                text: qsTr("押すと見える")
                focusPolicy: Qt.TabFocus
                onDownChanged: SignIn.peek(down)
            }
        }
        Words {
            width: parent.width
            visible: SignIn.message === "" && !Theme.extra && !Theme.compact
            text: qsTr("「押すと見える」は、指をのせているあいだだけ見えます。")
            em: Theme.small
            color: Theme.sub
        }
        Notice {
            width: parent.width
            visible: SignIn.message !== ""
            kind: "error"
            text: SignIn.message
        }
    }

    Column {
        id: hints
        readonly property int free: page.narrow ? pad.y - fields.y - fields.height : parent.height - fields.y - fields.height
        visible: height <= free - Theme.gap
        x: fields.x
        width: fields.width
        y: page.narrow ? pad.y - height - Theme.block : parent.height - height
        spacing: Theme.s4

        Notice {
            width: parent.width
            visible: SignIn.firstIsBirthDate && SignIn.message === ""
            kind: "quiet"
            em: Theme.compact ? Theme.least : Theme.second
            symbol: "lock"
            text: qsTr("はじめての方は、パスワードの代わりに\n生年月日を西暦8桁で打ってください。\n例　1970年1月1日 → 19700101")
        }
        Notice {
            width: parent.width
            kind: "quiet"
            em: Theme.compact ? Theme.least : Theme.second
            symbol: "person"
            text: SignIn.forgottenText
        }
    }

    NumberPad {
        id: pad
        visible: !page.board
        readonly property int below: go.height + Theme.mm(5) + (after.visible ? after.height + Theme.s4 : 0)
        x: page.narrow ? Math.round(parent.width * 0.1) : parent.width - width
        y: page.narrow ? parent.height - height - below : 0
        width: page.narrow ? Math.round(parent.width * 0.8) : Math.round(parent.width * 0.274)
        height: page.narrow ? Math.round(parent.height * 0.3) : parent.height - below
        onDigit: d => SignIn.press(d)
        onErase: SignIn.erase()
        onClear: SignIn.clear()
    }
    LetterBoard {
        visible: page.board
        x: page.narrow ? 0 : fields.width + Theme.s8
        y: page.narrow ? pad.y : 0
        width: parent.width - x
        height: pad.height
        onLetter: sign => SignIn.press(sign)
        onErase: SignIn.erase()
        onClear: SignIn.clear()
    }
    Button {
        id: go
        x: pad.x
        y: pad.y + pad.height + Theme.mm(5)
        width: pad.width
        height: Math.max(implicitHeight, Theme.wide(Theme.compact ? 19 : 31.5))
        kind: SignIn.ready || SignIn.field === "card" && SignIn.hasCard ? "primary" : "yet"
        em: Theme.large && !page.narrow ? (Theme.compact ? Theme.small : Theme.second) : Theme.compact ? Theme.body : Theme.bigLabel
        text: page.todo
        onClicked: SignIn.submit()
    }
    Words {
        id: after
        visible: !Theme.large && !page.narrow
        x: pad.x
        y: go.y + go.height + Theme.s4
        width: pad.width
        horizontalAlignment: Text.AlignHCenter
        text: qsTr("使い終わったら、右下の「おわる」で\n画面から全部消えます。")
        em: Theme.second
        color: Theme.sub
    }
}
