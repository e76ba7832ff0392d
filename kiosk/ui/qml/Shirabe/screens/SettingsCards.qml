pragma ComponentBehavior: Bound

import QtQuick
import Shirabe
import Shirabe.Backend

/*
 Settings as cards: password and mail, each with what it is good for; usual place and contact beside
 them where the library keeps some. Needs room: else SettingsDeck takes its place.
*/
Page {
    id: page

    readonly property bool narrow: Theme.portrait
    readonly property var s: Own.settings
    readonly property bool places: Own.pickups.length > 0
    readonly property bool mails: s.offersEmail === true
    readonly property int gap: Theme.block
    readonly property int foot: work.height - (news.visible ? news.height + gap : 0)
    readonly property int column: narrow || !mails && !places ? work.width : places ? Math.round(work.width * 0.42) : Math.floor((work.width - gap) / 2)

    function choose(choice: var, isPlace: bool): void {
        if (choice.why !== "")
            Own.explain(choice.why);
        else if (isPlace)
            Own.choosePickup(choice.id);
        else
            Own.chooseContact(choice.id);
    }

    // where both stand for themselves: cards of one height, with some air
    readonly property bool even: !places
    readonly property int tallest: Math.min(narrow && mails ? Math.floor((foot - gap) / 2) : foot, Math.max(secret.natural, mails ? mail.natural : 0) + Theme.mm(narrow || Theme.compact ? 8 : 20))
    readonly property bool roomy: !Theme.compact && !Theme.large && !places

    component Title: Words {
        em: page.roomy ? Theme.section : Theme.bigLabel
        bold: true
        tall: 1.35
        color: Theme.ink
        Accessible.role: Accessible.Heading
    }
    // one more fact, after a dot
    component Point: Item {
        id: point
        property alias text: said.text
        implicitHeight: said.height

        Rectangle {
            y: Math.round((said.lineHeight - height) / 2)
            width: Theme.s2
            height: width
            radius: width / 2
            color: Theme.sub
        }
        Words {
            id: said
            x: Theme.s2 + Theme.gap
            width: parent.width - x
            text: point.text
            em: page.roomy ? Theme.body : Theme.second
            tall: 1.45
        }
    }

    title: qsTr("設定")
    focus: true
    onGoneBack: Session.back()

    Panel {
        id: secret
        width: page.column
        readonly property int natural: told.height + act.height + 3 * Theme.inset
        height: page.even ? page.tallest : natural

        Column {
            id: told
            x: Theme.inset
            y: Theme.inset
            width: parent.width - 2 * x
            spacing: Theme.s4

            Title {
                width: parent.width
                text: qsTr("パスワード")
            }
            Words {
                width: parent.width
                text: Theme.keep(qsTr("いまのものを打って、新しくします。"))
                em: page.roomy ? Theme.body : Theme.second
            }
            Column {
                width: parent.width
                visible: !page.places || page.narrow
                spacing: Theme.s2

                Repeater {
                    model: [qsTr("新しいパスワードは、%1です").arg(page.s.secretForm), qsTr("まちがえないように、2回打ちます"), Password.forgottenText]

                    Point {
                        required property string modelData
                        width: parent?.width ?? 0
                        visible: modelData !== ""
                        text: Theme.keep(modelData)
                    }
                }
            }
        }
        Button {
            id: act
            x: Theme.inset
            y: parent.height - height - Theme.inset
            width: parent.width - 2 * x
            kind: "blue"
            symbol: "lock"
            text: qsTr("パスワードを変える")
            onClicked: Password.begin()
        }
    }
    Panel {
        id: mail
        readonly property bool beside: !page.narrow && !page.places
        visible: page.mails
        x: beside ? parent.width - width : 0
        y: beside ? 0 : secret.height + page.gap
        width: page.column
        readonly property int natural: written.height + buttons.height + 3 * Theme.inset
        height: page.even ? page.tallest : page.narrow ? natural : page.foot - y

        Column {
            id: written
            readonly property int room: mail.height - buttons.height - 3 * Theme.inset
            x: Theme.inset
            y: Theme.inset
            width: parent.width - 2 * x
            spacing: Theme.s4

            Title {
                width: parent.width
                text: qsTr("メールアドレス")
            }
            StateBadge {
                id: state
                width: parent.width
                symbol: page.s.emailState === "registered" ? "here" : page.s.emailState === "none" ? "info" : "clock"
                tone: page.s.emailState === "registered" ? "here" : "ink"
                text: {
                    switch (page.s.emailState) {
                    case "registered":
                        return qsTr("登録ずみ");
                    case "waiting_confirmation":
                        return qsTr("確認のメールを待っています");
                    case "waiting_staff":
                        return qsTr("係が確認しています");
                    default:
                        return qsTr("登録がありません");
                    }
                }
                note: page.s.email ?? ""
            }
            Column {
                id: kinds
                width: parent.width
                visible: page.narrow || written.room > y + height
                spacing: Theme.s2

                Words {
                    width: parent.width
                    visible: page.s.mails.length > 0
                    text: qsTr("こんなときに、図書館からメールが届きます。")
                    em: page.roomy ? Theme.body : Theme.second
                }
                Repeater {
                    model: page.s.mails

                    Point {
                        required property string modelData
                        width: kinds.width
                        text: modelData
                    }
                }
            }
            Words {
                width: parent.width
                // the same in one breath, where there is no room for a list
                visible: !kinds.visible && written.room > y + height
                text: page.s.mails.join("、")
                em: Theme.small
                tall: 1.45
                color: Theme.sub
            }
            Words {
                width: parent.width
                visible: text !== "" && kinds.visible && (page.narrow || written.room > y + height)
                text: page.s.mailNote
                em: page.roomy ? Theme.second : Theme.small
                tall: 1.45
                color: Theme.sub
            }
        }
        Column {
            id: buttons
            x: Theme.inset
            y: parent.height - height - Theme.inset
            width: parent.width - 2 * x
            spacing: Theme.gap

            Chip {
                visible: page.s.offersReminders === true
                width: parent.width
                text: qsTr("返却日が近いときにメールを受け取る")
                on: page.s.dueSoon === true
                onClicked: Own.toggleReminders()
            }
            Button {
                width: parent.width
                symbol: "mail"
                text: page.s.emailState === "none" ? qsTr("メールアドレスを登録する") : qsTr("メールアドレスを変える")
                onClicked: Own.beginEmail()
            }
        }
    }
    SettingsUsual {
        id: usual
        visible: page.places
        x: page.narrow ? 0 : page.column + Theme.s8
        y: page.narrow ? (page.mails ? mail.y + mail.height : secret.height) + page.gap : 0
        width: parent.width - x
        per: page.narrow ? 4 : 6
        onChosen: (choice, isPlace) => page.choose(choice, isPlace)
    }
    Notice {
        id: news
        visible: Own.message !== ""
        y: parent.height - height
        width: parent.width
        kind: Own.good ? "here" : "warning"
        text: Own.message
    }
}
