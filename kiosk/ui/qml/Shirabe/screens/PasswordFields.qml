import QtQuick
import Shirabe
import Shirabe.Backend

/*
 The fields of a new password (and the old one, by own wish), and why it did not work.
   reading   in low reach: nothing here takes a touch;  room  px that there are then
*/
Column {
    id: fields

    property bool reading: false
    property int room: 0
    readonly property bool narrow: Theme.portrait
    readonly property int length: Password.secretLength
    readonly property int labelEm: Theme.large ? Theme.second : Theme.body
    readonly property int asked: Password.first ? 2 : 3
    readonly property int labelTall: Math.round(labelEm * 1.5)
    readonly property int said: (wrong.visible ? wrong.height : 0) + (done.visible ? done.height : 0)
    readonly property int boxTall: {
        if (reading)
            return Math.max(Theme.mm(9), Math.min(Theme.mm(24), Math.floor((room - said) / asked) - labelTall - 2 * spacing));
        if (Theme.compact && Theme.extra && !Password.first)
            return Theme.smallest;
        return Theme.wide(Password.first ? (Theme.compact ? 18 : narrow ? 26 : 32.4) : Theme.compact ? (Theme.large ? 15.2 : 19) : narrow || Theme.large ? 18.5 : 24);
    }
    readonly property string todo: {
        if (Password.waiting)
            return qsTr("変えています");
        if (Password.missing > 0)
            return Password.digitsOnly ? qsTr("あと%1桁 打ってください").arg(Password.missing) : qsTr("あと%1文字 打ってください").arg(Password.missing);
        return Password.field === "again" ? qsTr("このパスワードにする") : qsTr("つぎへ");
    }

    spacing: reading ? Theme.hair : Theme.compact || narrow && Theme.large ? Theme.s2 : Theme.s4

    Words {
        visible: !Password.first
        width: parent.width
        text: qsTr("1　いまのパスワード")
        em: fields.labelEm
        bold: true
        color: Theme.ink
    }
    SecretBoxes {
        visible: !Password.first
        width: parent.width
        tall: fields.boxTall
        boxes: Password.oldBoxes
        name: qsTr("いまのパスワード")
        onTouched: Password.useField("old")
    }
    Row {
        spacing: Theme.s4

        Words {
            text: (Password.first ? "1　" : "2　") + qsTr("新しいパスワード")
            em: fields.labelEm
            bold: true
            color: Theme.ink
        }
        StateBadge {
            visible: Password.newComplete
            anchors.verticalCenter: parent.verticalCenter
            symbol: "here"
            tone: "here"
            ground: Theme.paper
            text: fields.length > 0 ? qsTr("%1桁").arg(fields.length) : qsTr("よい長さです")
        }
    }
    SecretBoxes {
        width: parent.width
        tall: fields.boxTall
        boxes: Password.newBoxes
        name: qsTr("新しいパスワード")
        onTouched: Password.useField("new")
    }
    Item {
        visible: Password.first && !Theme.compact && !fields.reading
        width: 1
        height: Theme.s2
    }
    Words {
        width: parent.width
        text: (Password.first ? "2　" : "3　") + (fields.length > 0 ? qsTr("もういちど同じ%1桁").arg(fields.length) : qsTr("もういちど同じパスワード"))
        em: fields.labelEm
        bold: true
        color: Theme.ink
    }
    SecretBoxes {
        width: parent.width
        tall: fields.boxTall
        boxes: Password.againBoxes
        name: qsTr("もういちど同じパスワード")
        onTouched: Password.useField("again")
    }
    Item {
        visible: !(Theme.compact && Theme.large) && !fields.reading
        width: 1
        height: Theme.compact ? Theme.hair : Theme.s2
    }
    Button {
        visible: !fields.reading
        width: parent.width
        tall: Password.first && !Theme.compact && !Theme.extra && !fields.narrow ? Theme.tapMain : Theme.tap
        symbol: "eye"
        text: Theme.large && !fields.narrow ? qsTr("押すと見える") : qsTr("押しているあいだ見える")
        onDownChanged: Password.peek(down)
    }
    Words {
        visible: Password.message === "" && !Password.done && !Theme.large && !fields.narrow && !fields.reading
        width: parent.width
        text: qsTr("まわりに人がいないときに使ってください。")
        em: Theme.small
        color: Theme.sub
    }
    Notice {
        id: wrong
        width: parent.width
        visible: Password.message !== ""
        kind: "error"
        text: Password.message
    }
    Notice {
        id: done
        width: parent.width
        visible: Password.done
        kind: "here"
        text: qsTr("新しいパスワードをお預かりしました。")
    }
}
