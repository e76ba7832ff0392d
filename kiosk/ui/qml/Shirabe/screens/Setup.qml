import QtQuick
import Shirabe
import Shirabe.Backend

/* The first start: the code from the central system makes this machine a terminal. For staff. */
Page {
    id: page

    readonly property bool narrow: Theme.portrait

    title: qsTr("端末の登録")
    backShown: false
    note: qsTr("係の画面です")
    noteIcon: "lock"
    focus: true
    Keys.onPressed: event => {
        if (event.key === Qt.Key_Backspace) {
            Setup.erase();
            event.accepted = true;
        } else if (event.key === Qt.Key_Return || event.key === Qt.Key_Enter) {
            Setup.submit();
            event.accepted = true;
        } else if (event.text.length === 1 && event.text > " ") {
            Setup.press(event.text);
            event.accepted = true;
        }
    }

    Column {
        id: words
        width: page.narrow ? parent.width : Math.round(parent.width * 0.4)
        spacing: Theme.block

        Words {
            width: parent.width
            text: qsTr("登録の番号を打ってください")
            em: Theme.section
            bold: true
            tall: 1.35
            color: Theme.ink
            Accessible.role: Accessible.Heading
        }
        Words {
            width: parent.width
            text: qsTr("番号は、中央の管理画面の「端末」で出せます。1回だけ使えます。")
        }
        Words {
            visible: Setup.central !== ""
            width: parent.width
            text: qsTr("つなぐ先　%1").arg(Setup.central)
            em: Theme.second
            color: Theme.sub
        }
        Notice {
            visible: Setup.central === ""
            width: parent.width
            kind: "warning"
            text: qsTr("つなぐ先が決まっていません。設定ファイルの central に、中央の番地を書いてください。")
        }
        Rectangle {
            width: parent.width
            height: Theme.wide(23.6)
            radius: Theme.corner
            color: Theme.white
            border.width: Theme.line4
            border.color: Theme.primary
            Accessible.role: Accessible.EditableText
            Accessible.name: qsTr("登録の番号 %1").arg(Setup.code)

            Words {
                id: code
                x: Theme.inset
                anchors.verticalCenter: parent.verticalCenter
                text: Setup.code
                em: Setup.code.length > 14 ? Theme.rowTitle : Theme.letter(10)
                bold: true
                tabular: true
                color: Theme.ink
                wrapMode: Text.NoWrap
                Accessible.ignored: true
            }
            Rectangle {
                x: code.x + code.width + Theme.hair
                anchors.verticalCenter: parent.verticalCenter
                width: Theme.line4
                height: Math.round(parent.height * 0.5)
                color: Theme.primary
            }
        }
        Notice {
            visible: Setup.message !== ""
            width: parent.width
            kind: "error"
            text: Setup.message
        }
        Column {
            visible: Setup.state !== "typing"
            width: parent.width
            spacing: Theme.gap

            Words {
                width: parent.width
                text: Setup.state === "done" ? qsTr("登録できました。まもなく始まります。") : Setup.part > 0 ? qsTr("目録を受け取っています　%1%").arg(Math.floor(Setup.part * 100)) : qsTr("登録しています")
                bold: true
                color: Theme.ink
            }
            Rectangle {
                width: parent.width
                height: Theme.mm(5)
                radius: Theme.mm(1)
                color: Theme.paper3
                Accessible.role: Accessible.ProgressBar
                Accessible.name: qsTr("進みぐあい")

                Rectangle {
                    width: Math.round(parent.width * (Setup.state === "done" ? 1 : Setup.part))
                    height: parent.height
                    radius: parent.radius
                    color: Theme.primary
                }
            }
        }
        Button {
            width: parent.width
            tall: Theme.tapMain
            em: Theme.bigLabel
            kind: Setup.code !== "" && Setup.state === "typing" ? "primary" : "yet"
            text: Setup.state !== "typing" ? qsTr("お待ちください") : Setup.code !== "" ? qsTr("この端末を登録する") : qsTr("番号を打ってください")
            onClicked: Setup.submit()
        }
    }
    LetterBoard {
        x: page.narrow ? 0 : words.width + Theme.s8
        y: page.narrow ? parent.height - height : 0
        width: parent.width - x
        height: page.narrow ? Math.round(parent.height * 0.42) : parent.height
        plainOnly: true
        onLetter: sign => Setup.press(sign)
        onErase: Setup.erase()
        onClear: Setup.clear()
    }
}
