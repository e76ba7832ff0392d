pragma ComponentBehavior: Bound

import QtQuick
import Shirabe
import Shirabe.Backend

/* Right side of the cart: where to fetch, how to be told, what "provisional" means, the action. */
Item {
    id: side

    readonly property int columns: width > Theme.mm(150) ? 2 : 1
    readonly property int per: Theme.compact ? columns : columns * 2
    readonly property int half: Math.floor((width - (columns - 1) * Theme.gap) / columns)
    readonly property bool known: Session.signedIn

    signal addMore

    // the cards of a block are equally high
    function tallest(block: Item): real {
        return block.children.reduce((most, card) => Math.max(most, card.implicitHeight), 0);
    }
    function choose(choice: var, isPlace: bool): void {
        if (choice.why !== "")
            Cart.explain(choice.why);
        else if (isPlace)
            Cart.choosePickup(choice.id);
        else
            Cart.chooseContact(choice.id);
    }

    Column {
        id: choices
        width: parent.width
        spacing: Theme.compact ? Theme.s2 : Theme.gap

        Item {
            width: parent.width
            height: Math.max(place.height, pager.visible ? pager.height : 0)

            Words {
                id: place
                text: Cart.pickupLabel
                em: Theme.bigLabel
                bold: true
                tall: 1.35
                color: Theme.ink
                anchors.verticalCenter: parent.verticalCenter
                Accessible.role: Accessible.Heading
            }
            Words {
                visible: !pager.visible || side.width > Theme.mm(200)
                x: place.width + Theme.gap
                anchors.verticalCenter: parent.verticalCenter
                text: qsTr("どこで受け取りますか")
                em: Theme.second
                color: Theme.sub
            }
            Pager {
                id: pager
                anchors.right: parent.right
                anchors.verticalCenter: parent.verticalCenter
                count: Cart.pickups.length
                per: side.per
            }
        }
        Grid {
            id: places
            columns: side.columns
            spacing: Theme.gap

            Repeater {
                model: Cart.pickups.slice(pager.start, pager.start + side.per)

                Choice {
                    required property var modelData
                    width: side.half
                    height: side.tallest(places)
                    text: modelData.text
                    note: modelData.note
                    symbol: modelData.symbol
                    on: modelData.on
                    why: modelData.why
                    onClicked: side.choose(modelData, true)
                }
            }
        }
        Item {
            visible: !Theme.compact
            width: 1
            height: Theme.s4
        }
        Row {
            spacing: Theme.gap

            Words {
                text: Cart.contactLabel
                em: Theme.bigLabel
                bold: true
                tall: 1.35
                color: Theme.ink
                Accessible.role: Accessible.Heading
            }
            Words {
                anchors.verticalCenter: parent.verticalCenter
                visible: !Theme.large || Theme.portrait
                text: qsTr("用意ができたら、どう知らせますか")
                em: Theme.second
                color: Theme.sub
            }
        }
        Notice {
            visible: !side.known
            width: parent.width
            kind: "info"
            text: qsTr("連絡方法は、カードを確認してからえらびます。")
        }
        Grid {
            id: ways
            visible: side.known
            columns: Cart.contacts.length > 0 ? (side.columns > 1 ? Cart.contacts.length : 1) : 1
            spacing: Theme.gap

            Repeater {
                model: Cart.contacts

                Choice {
                    required property var modelData
                    readonly property int all: side.columns > 1 ? Cart.contacts.length : 1
                    width: Math.floor((side.width - (all - 1) * Theme.gap) / all)
                    height: side.tallest(ways)
                    text: modelData.text
                    note: modelData.note
                    symbol: Theme.compact ? "" : modelData.symbol
                    on: modelData.on
                    why: modelData.why
                    brief: modelData.brief
                    onClicked: side.choose(modelData, false)
                }
            }
        }
        Chip {
            visible: Cart.confirmMailOffered && side.known
            width: parent.width
            plain: true
            text: qsTr("予約確認メールも受け取る")
            on: Cart.confirmMail
            onClicked: Cart.toggleConfirmMail()
        }
    }
    Notice {
        id: notice
        readonly property int room: actions.y - Theme.s4 - choices.height
        // not seen at all would be worse than short
        readonly property int head: Math.ceil(Theme.mm(8) + titleEm * 1.4)
        readonly property bool terse: Theme.compact || Theme.large || room < head + em * 3
        readonly property bool brief: room < head + em * (terse && Theme.spaced === "" ? 1.5 : 3)
        width: parent.width
        y: actions.y - height - Theme.s4
        visible: y >= choices.height
        em: Theme.compact ? Theme.least : Theme.second
        titleEm: Theme.compact ? Theme.second : Theme.body
        kind: Cart.message !== "" ? "warning" : "time"
        title: Cart.message !== "" ? Cart.message : Cart.intakeText !== "" ? qsTr("受付は、%1です").arg(Cart.intakeText) : qsTr("まだ仮予約です")
        text: Cart.message !== "" || brief ? "" : terse ? qsTr("それまでは仮予約です。先に貸し出されることがあります。") : Cart.counterFirst ? qsTr("それまでは仮予約です。窓口での貸出・予約が先になるので、\nそのあいだに貸し出されることがあります。") : qsTr("それまでは仮予約です。そのあいだに貸し出されることがあります。")
    }
    Row {
        id: actions
        y: parent.height - height
        width: parent.width
        spacing: Theme.gap

        Button {
            id: more
            tall: Theme.tapMain
            symbol: "search"
            text: qsTr("本を足す")
            onClicked: side.addMore()
        }
        Button {
            width: parent.width - more.width - parent.spacing
            tall: Theme.tapMain
            em: Cart.need === "" ? Theme.section : Theme.bigLabel
            kind: Cart.need === "" || Cart.need === "sign_in" ? "primary" : "yet"
            symbol: Cart.need === "" ? "tick" : Cart.need === "sign_in" ? "card" : ""
            text: {
                if (Cart.waiting)
                    return qsTr("お預かりしています");
                switch (Cart.need) {
                case "items":
                    return qsTr("本をえらんでください");
                case "sign_in":
                    return qsTr("カードを確認する");
                case "pickup":
                    return qsTr("%1をえらんでください").arg(Cart.pickupLabel);
                case "contact":
                    return qsTr("%1をえらんでください").arg(Cart.contactLabel);
                default:
                    return Cart.onlyBooks ? qsTr("%1冊を仮予約する").arg(Cart.chosen) : qsTr("%1点を仮予約する").arg(Cart.chosen);
                }
            }
            onClicked: Cart.place()
        }
    }
}
