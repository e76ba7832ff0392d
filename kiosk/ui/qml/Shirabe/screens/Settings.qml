pragma ComponentBehavior: Bound

import QtQuick
import Shirabe
import Shirabe.Backend

/* A patron's own settings: password, usual place and contact, reminders. Only what the library has. */
Page {
    id: page

    readonly property bool narrow: Theme.portrait
    readonly property var s: Own.settings
    readonly property bool places: Own.pickups.length > 0

    function choose(choice: var, isPlace: bool): void {
        if (choice.why !== "")
            Own.explain(choice.why);
        else if (isPlace)
            Own.choosePickup(choice.id);
        else
            Own.chooseContact(choice.id);
    }

    title: qsTr("設定")
    focus: true
    onGoneBack: Session.back()

    Grid {
        id: side
        // two that stand beside each other are equally high
        readonly property int high: columns > 1 && page.s.offersEmail === true ? mail.height : 0
        readonly property int each: columns > 1 ? Math.floor((width - spacing) / 2) : width
        columns: page.narrow || page.places ? 1 : 2
        width: page.narrow || !page.places ? parent.width : Math.round(parent.width * 0.4)
        spacing: Theme.block

        Panel {
            width: side.each
            height: Math.max(secret.height, side.high) + 2 * Theme.mm(7)

            Column {
                id: secret
                x: Theme.inset
                width: parent.width - 2 * x
                anchors.verticalCenter: parent.verticalCenter
                spacing: Theme.s4

                Words {
                    width: parent.width
                    text: qsTr("パスワード")
                    em: Theme.bigLabel
                    bold: true
                    tall: 1.35
                    color: Theme.ink
                    Accessible.role: Accessible.Heading
                }
                Words {
                    width: parent.width
                    visible: !Theme.large || !Theme.compact
                    text: qsTr("いまのものを打って、新しくします。")
                    em: Theme.second
                }
                Button {
                    width: parent.width
                    kind: "blue"
                    symbol: "lock"
                    text: qsTr("パスワードを変える")
                    onClicked: Password.begin()
                }
            }
        }
        Panel {
            visible: page.s.offersEmail === true
            width: side.each
            height: mail.height + 2 * Theme.mm(7)

            Column {
                id: mail
                x: Theme.inset
                width: parent.width - 2 * x
                anchors.verticalCenter: parent.verticalCenter
                spacing: Theme.s2

                Words {
                    width: parent.width
                    text: qsTr("メールアドレス")
                    em: Theme.bigLabel
                    bold: true
                    tall: 1.35
                    color: Theme.ink
                    Accessible.role: Accessible.Heading
                }
                StateBadge {
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
                Button {
                    width: parent.width
                    symbol: "mail"
                    text: page.s.emailState === "none" ? qsTr("メールアドレスを登録する") : qsTr("メールアドレスを変える")
                    onClicked: Own.beginEmail()
                }
                Chip {
                    visible: page.s.offersReminders === true
                    width: parent.width
                    plain: true
                    text: qsTr("返却日が近いときにメールを受け取る")
                    on: page.s.dueSoon === true
                    onClicked: Own.toggleReminders()
                }
            }
        }
        Notice {
            visible: Own.message !== ""
            width: side.each
            kind: Own.good ? "here" : "warning"
            text: Own.message
        }
    }
    Column {
        id: usual
        visible: page.places
        x: page.narrow ? 0 : side.width + Theme.s8
        y: page.narrow ? side.height + Theme.block : 0
        width: parent.width - x
        spacing: Theme.gap

        Item {
            width: parent.width
            height: Math.max(head.height, pager.visible ? pager.height : 0)

            Words {
                id: head
                anchors.verticalCenter: parent.verticalCenter
                text: qsTr("いつもの%1").arg(Cart.pickupLabel)
                em: Theme.bigLabel
                bold: true
                tall: 1.35
                color: Theme.ink
                Accessible.role: Accessible.Heading
            }
            Pager {
                id: pager
                anchors.right: parent.right
                anchors.verticalCenter: parent.verticalCenter
                count: Own.pickups.length
                per: Theme.large && !page.narrow ? 2 : 6
            }
        }
        Grid {
            id: grid
            readonly property int half: Math.floor((usual.width - Theme.gap) / 2)
            columns: 2
            spacing: Theme.gap

            Repeater {
                model: Own.pickups.slice(pager.start, pager.start + pager.per)

                Choice {
                    required property var modelData
                    width: grid.half
                    text: modelData.text
                    note: modelData.note
                    symbol: modelData.symbol
                    on: modelData.on
                    why: modelData.why
                    onClicked: page.choose(modelData, true)
                }
            }
        }
        Words {
            topPadding: Theme.s4
            text: qsTr("いつもの%1").arg(Cart.contactLabel)
            em: Theme.bigLabel
            bold: true
            tall: 1.35
            color: Theme.ink
            Accessible.role: Accessible.Heading
        }
        Grid {
            columns: 2
            spacing: Theme.gap

            Repeater {
                model: Own.contacts

                Choice {
                    required property var modelData
                    width: grid.half
                    text: modelData.text
                    note: modelData.note
                    symbol: modelData.symbol
                    on: modelData.on
                    why: modelData.why
                    onClicked: page.choose(modelData, false)
                }
            }
        }
    }
}
