import QtQuick
import Shirabe
import Shirabe.Backend

/*
 The two fields of sign-in, with what was typed so far and why it did not work.
   reading   in low reach: nothing here takes a touch
*/
Column {
    id: fields

    property bool reading: false
    readonly property bool narrow: Theme.portrait
    readonly property bool apart: !reading && (Theme.large && !Theme.portrait || SignIn.boxes.length > 6)
    // more digits than a password has: a birth date is being typed
    readonly property bool dated: SignIn.secretLength > 0 && SignIn.boxes.length > SignIn.secretLength
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

    spacing: Theme.compact && reading ? Theme.s2 : Theme.gap

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
        enabled: !fields.reading
        implicitHeight: Math.max(number.height, Theme.wide(Theme.compact ? (fields.reading ? 14 : 17) : fields.reading ? 20 : 23.6))
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
                text: Theme.large && !fields.narrow ? "" : qsTr("読めました")
            }
        }
    }
    Item {
        width: 1
        height: Theme.compact ? 0 : Theme.s2
    }
    Words {
        width: parent.width
        // the largest letters leave a small panel one line for it; the boxes tell how many
        text: Theme.compact && Theme.extra ? (fields.dated ? qsTr("2　生年月日") : qsTr("2　パスワード")) : Theme.keep(fields.dated ? qsTr("2　生年月日（西暦%1桁）").arg(SignIn.boxes.length) : SignIn.secretLength > 0 ? qsTr("2　パスワード（数字%1桁）").arg(SignIn.secretLength) : SignIn.digitsOnly ? qsTr("2　パスワード（数字%1桁以上）").arg(SignIn.secretShortest) : qsTr("2　パスワード（%1文字以上）").arg(SignIn.secretShortest))
        bold: true
        color: Theme.ink
    }
    Grid {
        width: parent.width
        columns: fields.apart ? 1 : 2
        spacing: Theme.mm(3.5)

        SecretBoxes {
            width: fields.apart || fields.reading ? parent.width : parent.width - eye.width - parent.spacing
            tall: Theme.wide(Theme.compact ? (fields.reading ? 14.5 : 18) : fields.reading ? 22 : 27.8)
            boxes: SignIn.boxes
            name: qsTr("パスワード")
            onTouched: SignIn.useField("secret")
        }
        Button {
            id: eye
            visible: !fields.reading && !first.visible
            width: fields.apart ? parent.width : Math.max(implicitWidth, first.visible ? first.implicitWidth : 0, Theme.mm(40))
            height: fields.apart ? Theme.tapRow : Theme.wide(Theme.compact ? 18 : 27.8)
            symbol: "eye"
            stacked: !fields.apart
            em: Theme.second
            text: qsTr("押すと見える")
            focusPolicy: Qt.TabFocus
            onDownChanged: SignIn.peek(down)
        }
        Button {
            id: first
            visible: !fields.reading && SignIn.firstByPatron && SignIn.field === "card"
            width: eye.width
            height: eye.height
            em: Theme.second
            text: fields.apart ? qsTr("はじめて登録する") : qsTr("はじめて\n登録する")
            say: qsTr("はじめてパスワードを登録する")
            onClicked: Register.begin()
        }
    }
    Words {
        width: parent.width
        visible: SignIn.message === "" && !Theme.extra && !Theme.compact && !fields.reading
        text: first.visible ? Theme.keep(qsTr("パスワードがまだない方は、ここで登録できます。")) : qsTr("「押すと見える」は、指をのせているあいだだけ見えます。")
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
