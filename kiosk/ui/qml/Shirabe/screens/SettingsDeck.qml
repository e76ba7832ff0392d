pragma ComponentBehavior: Bound

import QtQuick
import Shirabe
import Shirabe.Backend

/* Settings one by one (low reach, large letters): what is set stands above, the deck changes it. */
DeckPage {
    id: page

    readonly property bool narrow: Theme.portrait
    readonly property var s: Own.settings
    readonly property bool places: Own.pickups.length > 0
    readonly property var choices: part === "places" ? Own.pickups : part === "contacts" ? Own.contacts : []
    readonly property bool menu: part === ""
    readonly property int things: 1 + (places ? 2 : 0) + (s.offersEmail ? 1 : 0) + (s.offersReminders ? 1 : 0)
    property string part: ""

    function choose(choice: var): void {
        if (choice.why !== "")
            Own.explain(choice.why);
        else if (part === "places")
            Own.choosePickup(choice.id);
        else
            Own.chooseContact(choice.id);
    }
    function chosen(list: var): string {
        const found = list.find(choice => choice.on);
        return found ? found.text : qsTr("まだえらんでいません");
    }

    title: qsTr("設定")
    rows: narrow ? 6 : 3
    backShown: menu
    focus: true
    onGoneBack: Session.back()
    deck: [
        DeckRow {
            id: parts
            visible: page.menu
            parts: page.narrow ? 1 : page.things > 3 ? 3 : Math.max(1, page.things)
            tall: page.rowTall

            DeckButton {
                width: parts.of(1)
                tall: parts.tall
                symbol: "lock"
                text: qsTr("パスワードを変える")
                onClicked: Password.begin()
            }
            DeckButton {
                visible: page.places
                width: parts.of(1)
                tall: parts.tall
                symbol: "building"
                text: qsTr("いつもの%1").arg(Cart.pickupLabel)
                onClicked: page.part = "places"
            }
            DeckButton {
                visible: page.places
                width: parts.of(1)
                tall: parts.tall
                symbol: "phone"
                text: qsTr("いつもの%1").arg(Cart.contactLabel)
                onClicked: page.part = "contacts"
            }
            DeckButton {
                visible: page.s.offersEmail === true
                width: parts.of(1)
                tall: parts.tall
                symbol: "mail"
                text: page.s.emailState === "none" ? qsTr("メールアドレスを登録する") : qsTr("メールアドレスを変える")
                onClicked: Own.beginEmail()
            }
            DeckButton {
                visible: page.s.offersReminders === true
                width: parts.of(1)
                tall: parts.tall
                symbol: page.s.dueSoon ? "tick" : ""
                on: page.s.dueSoon === true
                text: qsTr("返却日が近いときにメールを受け取る")
                onClicked: Own.toggleReminders()
            }
        },
        DeckChoices {
            visible: !page.menu
            tall: page.rowTall
            choices: page.choices
            onChosen: choice => page.choose(choice)
        },
        DeckButton {
            visible: page.low || !page.menu
            width: parent ? Math.round(parent.width * (page.narrow ? 0.5 : 0.25)) : 0
            tall: page.rowTall
            chevron: "left"
            text: qsTr("もどる")
            onClicked: {
                if (page.menu)
                    Session.back();
                else
                    page.part = "";
            }
        }
    ]

    DeckList {
        id: list
        width: parent.width
        room: (news.visible ? news.y - Theme.gap : parent.height)
        heading: page.menu ? "" : qsTr("いつもの%1").arg(page.part === "places" ? Cart.pickupLabel : Cart.contactLabel)
        pick: page.menu ? -1 : page.choices.findIndex(choice => choice.on)
        rows: {
            if (!page.menu)
                return page.choices.map(choice => ({
                            "title": choice.text,
                            "second": choice.why !== "" ? choice.why : choice.note,
                            "symbol": choice.on ? "here" : "",
                            "word": choice.on ? qsTr("ここをえらびました") : "",
                            "tone": "blue"
                        }));
            const rows = [];
            if (page.places) {
                rows.push({
                    "title": qsTr("いつもの%1").arg(Cart.pickupLabel),
                    "symbol": "building",
                    "word": page.chosen(Own.pickups)
                });
                rows.push({
                    "title": qsTr("いつもの%1").arg(Cart.contactLabel),
                    "symbol": "phone",
                    "word": page.chosen(Own.contacts)
                });
            }
            if (page.s.offersEmail)
                rows.push({
                    "title": qsTr("メールアドレス"),
                    "symbol": "mail",
                    "word": page.s.email !== "" ? page.s.email : qsTr("登録がありません")
                });
            rows.push({
                "title": qsTr("パスワード"),
                "symbol": "lock",
                "word": page.s.secretForm
            });
            return rows;
        }
    }
    // an upright panel has room for what the mails are about
    Panel {
        visible: page.narrow && page.menu && page.s.mails.length > 0 && !Theme.extra && y + height <= (news.visible ? news.y : parent.height)
        y: list.height + Theme.block
        width: parent.width
        height: about.height + 2 * Theme.inset

        Column {
            id: about
            x: Theme.inset
            y: Theme.inset
            width: parent.width - 2 * x
            spacing: Theme.s2

            Words {
                width: parent.width
                text: qsTr("こんなときに、図書館からメールが届きます。")
                bold: true
                color: Theme.ink
            }
            Words {
                width: parent.width
                text: page.s.mails.join("\n")
                em: Theme.second
            }
            Words {
                width: parent.width
                visible: text !== ""
                text: page.s.mailNote
                em: Theme.small
                color: Theme.sub
            }
        }
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
