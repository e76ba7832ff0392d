import QtQuick
import Shirabe
import Shirabe.Backend

/* Card and password: scan or type. The cart survives; nothing typed does. */
Page {
    id: page

    readonly property bool board: !SignIn.digitsOnly && SignIn.field === "secret"
    readonly property bool narrow: Theme.portrait
    readonly property real words: Theme.large ? 0.66 : 0.56
    readonly property bool roomy: !Theme.large || Theme.portrait

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
        height: page.narrow ? Math.round(parent.height * 0.185) : parent.height

        Column {
            id: how
            x: Theme.mm(10)
            y: Theme.mm(8)
            width: (page.narrow ? parent.width * page.words : parent.width) - 2 * x
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
                readonly property string said: Theme.large && !page.narrow || Theme.extra ? qsTr("バーコードを、\n赤い光に当ててください。") : qsTr("カードのバーコードを、画面の下の\n赤い光に当ててください。")
                text: Theme.large ? Theme.keep(Theme.extra && Theme.compact ? said : said.replace("\n", Theme.spaced)) : said
            }
        }
        CardDrawing {
            visible: page.roomy && height > Theme.mm(30)
            x: page.narrow ? parent.width * page.words : Theme.mm(10)
            y: page.narrow ? Theme.mm(6) : how.y + how.height + Theme.s8
            width: parent.width - x - Theme.mm(10)
            height: page.narrow ? parent.height - 2 * y : Math.min(Theme.mm(76), typing.y - y - Theme.s8)
        }
        Notice {
            id: typing
            x: Theme.mm(10)
            y: parent.height - height - (page.narrow || Theme.extra ? Theme.mm(8) : none.height + Theme.mm(11) + Theme.s4)
            width: (page.narrow ? parent.width * page.words : parent.width) - 2 * x
            visible: !(page.narrow && Theme.large) && (page.narrow || y >= how.y + how.height)
            // large letters leave a small panel no other place for what is asked most
            readonly property bool instead: Theme.compact && Theme.large && !Theme.extra
            kind: instead ? "quiet" : "info"
            symbol: instead ? "person" : ""
            em: instead ? Theme.least : Theme.second
            text: instead ? Theme.keep(SignIn.forgottenText) : page.narrow ? qsTr("番号を下で打つこともできます。") : Theme.large ? qsTr("番号を右で\n打つこともできます。") : qsTr("カードをお忘れの方は、番号を\n右で打つこともできます。")
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

    SignInFields {
        id: fields
        x: page.narrow || page.board ? 0 : scan.width + Theme.s8
        y: page.narrow && !page.board ? scan.height + Theme.block : 0
        width: page.narrow ? parent.width : Math.round(parent.width * 0.34)
    }

    Column {
        id: hints
        readonly property int free: page.narrow ? pad.y - fields.y - fields.height : parent.height - fields.y - fields.height
        readonly property int room: free - Theme.gap
        readonly property bool toFirst: SignIn.firstIsBirthDate && SignIn.message === ""
        x: fields.x
        width: fields.width
        y: page.narrow ? pad.y - height - Theme.block : parent.height - height
        spacing: Theme.s4

        Notice {
            width: parent.width
            id: toFirst
            visible: hints.toFirst && height <= hints.room
            kind: "quiet"
            em: Theme.compact ? Theme.least : Theme.second
            symbol: "lock"
            text: Theme.compact && Theme.large ? Theme.keep(qsTr("はじめての方は、生年月日を西暦8桁で打ってください。")) : qsTr("はじめての方は、パスワードの代わりに\n生年月日を西暦8桁で打ってください。\n例　1970年1月1日 → 19700101")
        }
        Notice {
            width: parent.width
            visible: !typing.instead && height + (hints.toFirst ? toFirst.height + hints.spacing : 0) <= hints.room
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
        height: page.narrow ? Math.round(parent.height * 0.27) : parent.height - below
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
        text: fields.todo
        onClicked: SignIn.submit()
    }
    Words {
        id: after
        visible: !Theme.large && !page.narrow && !page.board
        x: pad.x
        y: go.y + go.height + Theme.s4
        width: pad.width
        horizontalAlignment: Text.AlignHCenter
        text: qsTr("使い終わったら、右下の「おわる」で\n画面から全部消えます。")
        em: Theme.second
        color: Theme.sub
    }
}
