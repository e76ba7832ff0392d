import QtQuick
import Shirabe
import Shirabe.Backend

/* Changing a password: forced after a first one, or by the patron's own wish (old one first). */
Page {
    id: page

    readonly property bool narrow: Theme.portrait
    readonly property bool board: !Password.digitsOnly
    readonly property int length: Password.secretLength

    // an upright panel is wide enough for a sentence in one line
    function broken(said: string): string {
        return Theme.keep(narrow || Theme.extra ? said.replace(/\n/g, Theme.spaced) : said);
    }

    title: Password.first ? qsTr("はじめてのパスワード") : qsTr("パスワードの変更")
    back: Password.first ? qsTr("やめる") : qsTr("もどる")
    focus: true
    onGoneBack: Session.back()
    Keys.onPressed: event => {
        if (event.key === Qt.Key_Backspace) {
            Password.erase();
            event.accepted = true;
        } else if (event.key === Qt.Key_Return || event.key === Qt.Key_Enter) {
            Password.submit();
            event.accepted = true;
        } else if (event.text.length === 1 && event.text > " ") {
            Password.press(event.text);
            event.accepted = true;
        }
    }

    Panel {
        id: why
        visible: !page.board || Theme.portrait
        width: page.narrow ? parent.width : Math.round(parent.width * 0.351)
        height: page.narrow ? Math.min(reasons.height + 2 * Theme.mm(8), Math.round(parent.height * 0.3)) : parent.height

        Column {
            id: reasons
            x: Theme.mm(10)
            y: Theme.mm(page.narrow || Theme.compact ? 6 : 11)
            width: parent.width - 2 * x
            spacing: Theme.compact ? Theme.s4 : Theme.block

            Icon {
                visible: !page.narrow && !Theme.large && !Theme.compact
                name: "lock"
                size: Theme.letter(16)
                color: Theme.primary
            }
            Words {
                width: parent.width
                readonly property string said: {
                    if (!Password.first)
                        return page.length > 0 ? qsTr("いまの番号のあとに、\n新しい数字%1桁を打ちます").arg(page.length) : qsTr("いまのパスワードのあとに、\n新しいものを打ちます");
                    return page.length > 0 ? qsTr("仮パスワードを、\n数字%1桁に変えます").arg(page.length) : qsTr("仮パスワードを、\n%1文字以上のものに変えます").arg(Password.secretShortest);
                }
                // a narrow panel has no room for the line as it is broken there
                text: Theme.keep(Theme.compact ? said.replace("\n", Theme.spaced) : said)
                em: Theme.large || Theme.compact ? Theme.bigLabel : Theme.heading
                bold: true
                tall: 1.33
                color: Theme.ink
                Accessible.role: Accessible.Heading
            }
            Words {
                width: parent.width
                visible: !Theme.extra && !(Theme.large && Theme.compact)
                em: Theme.compact || Theme.large ? Theme.small : Theme.body
                tall: 1.7
                text: {
                    if (!Password.first)
                        return page.broken(qsTr("図書館が確認するまでは、\nいまのパスワードも使えます。"));
                    return Password.firstIsBirthDate ? qsTr("いまの仮パスワードは生年月日です。\nほかの人にわかりやすいので、\nここで新しいものに変えてください。\n次からは、新しいもので使えます。") : qsTr("いまの仮パスワードは、はじめだけのものです。\nここで新しいものに変えてください。\n次からは、新しいもので使えます。");
                }
            }
            Words {
                width: parent.width
                visible: !page.narrow || !Theme.large
                em: Theme.compact || Theme.large ? Theme.small : Theme.body
                tall: 1.6
                text: page.broken(Password.digitsOnly ? qsTr("誕生日や 1111 など、\n人にわかりやすい数字は避けてください。") : qsTr("人にわかりやすいことばは避けてください。"))
                color: Theme.ink
            }
        }
        Notice {
            visible: !page.narrow && reasons.y + reasons.height < y
            x: Theme.mm(10)
            y: parent.height - height - Theme.mm(9)
            width: parent.width - 2 * x
            kind: "quiet"
            symbol: "person"
            text: Password.forgottenText
        }
    }

    PasswordFields {
        id: fields
        x: page.narrow || !why.visible ? 0 : why.width + Theme.s8
        y: page.narrow && why.visible ? why.height + Theme.block : 0
        width: page.narrow ? parent.width : Math.round(parent.width * 0.333)
    }

    Notice {
        // an upright panel has its room below the fields
        visible: page.narrow && fields.y + fields.height + Theme.gap <= y
        y: pad.y - height - Theme.gap
        width: parent.width
        kind: "quiet"
        em: Theme.second
        symbol: "person"
        text: Theme.keep(Password.forgottenText)
    }
    NumberPad {
        id: pad
        visible: !page.board
        readonly property int below: go.height + Theme.mm(5)
        x: page.narrow ? Math.round(parent.width * 0.1) : parent.width - width
        y: page.narrow ? parent.height - height - below : 0
        width: page.narrow ? Math.round(parent.width * 0.8) : Math.round(parent.width * 0.274)
        height: page.narrow ? Math.round(parent.height * (Theme.large ? 0.27 : 0.26)) : parent.height - below
        onDigit: d => Password.press(d)
        onErase: Password.erase()
        onClear: Password.clear()
    }
    LetterBoard {
        visible: page.board
        x: page.narrow ? 0 : fields.x + fields.width + Theme.s8
        y: page.narrow ? pad.y : 0
        width: parent.width - x
        height: pad.height
        onLetter: sign => Password.press(sign)
        onErase: Password.erase()
        onClear: Password.clear()
    }
    Button {
        id: go
        x: pad.x
        y: pad.y + pad.height + Theme.mm(5)
        width: pad.width
        height: Math.max(implicitHeight, Theme.wide(Theme.compact ? 19 : 31.5))
        kind: Password.missing === 0 ? "primary" : "yet"
        em: Theme.large && !page.narrow ? (Theme.compact ? Theme.small : Theme.second) : Theme.compact ? Theme.body : Theme.bigLabel
        text: fields.todo
        onClicked: Password.submit()
    }
}
