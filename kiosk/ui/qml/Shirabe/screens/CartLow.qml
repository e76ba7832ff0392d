pragma ComponentBehavior: Bound

import QtQuick
import Shirabe
import Shirabe.Backend

/*
 The hold cart in low reach, in three steps: which books, where to fetch them, how to be told. The
 list above is for reading; the deck steers it.
*/
DeckPage {
    id: page

    readonly property bool narrow: Theme.portrait
    readonly property int shown: Math.min(pick, Math.max(0, Cart.count - 1))
    readonly property var item: Cart.items[shown] ?? ({})
    readonly property var places: step === 1 ? Cart.pickups : step === 2 ? Cart.contacts : []
    property int step: 0
    property int pick: 0

    function onward(): void {
        if (step === 0 && Cart.need !== "items" && Cart.need !== "sign_in")
            step = 1;
        else if (step === 1 && Cart.need !== "pickup")
            step = 2;
        else
            Cart.place();
    }
    function choose(choice: var): void {
        if (choice.why !== "")
            Cart.explain(choice.why);
        else if (step === 1)
            Cart.choosePickup(choice.id);
        else
            Cart.chooseContact(choice.id);
    }
    function look(to: int): void {
        pick = Math.max(0, Math.min(Cart.count - 1, to));
        if (Cart.perItem && Cart.items.length > 0)
            Cart.makeCurrent(Cart.items[pick].id);
    }

    title: step === 0 ? Cart.cartLabel : step === 1 ? qsTr("%1をえらんでください").arg(Cart.pickupLabel) : qsTr("%1をえらんでください").arg(Cart.contactLabel)
    note: Session.signedIn ? (Session.mode === "deferred" ? qsTr("カードは受付のときに確認します") : qsTr("カードで確認ずみ")) : ""
    noteIcon: "person"
    focus: true
    deck: [
        DeckRow {
            id: books
            visible: page.step === 0
            parts: page.narrow ? 2 : 12
            tall: page.rowTall

            DeckButton {
                width: books.of(page.narrow ? 1 : 2.5)
                tall: books.tall
                symbol: "up"
                text: qsTr("前の本")
                onClicked: page.look(page.shown - 1)
            }
            DeckButton {
                width: books.of(page.narrow ? 1 : 2.5)
                tall: books.tall
                symbol: "down"
                text: qsTr("次の本")
                onClicked: page.look(page.shown + 1)
            }
            DeckButton {
                width: books.of(page.narrow ? 1 : 4.5)
                tall: books.tall
                symbol: page.item.on ? "" : "tick"
                text: page.item.on ? qsTr("今回は予約しない") : qsTr("この本も予約する")
                onClicked: Cart.toggle(page.item.id ?? "")
            }
            DeckButton {
                width: books.of(page.narrow ? 1 : 2.5)
                tall: books.tall
                symbol: "close"
                text: qsTr("外す")
                say: qsTr("%1を外す").arg(page.item.title ?? "")
                onClicked: Cart.remove(page.item.id ?? "")
            }
        },
        DeckRow {
            id: further
            visible: page.step === 0
            parts: Cart.seriesOffered ? 2 : 1
            tall: page.rowTall

            DeckButton {
                visible: Cart.seriesOffered
                width: further.of(1)
                tall: further.tall
                symbol: Cart.series ? "tick" : "series"
                on: Cart.series
                text: Cart.series ? qsTr("シリーズ予約です") : qsTr("シリーズ予約にする")
                onClicked: Cart.toggleSeries()
            }
            DeckButton {
                width: further.of(1)
                tall: further.tall
                symbol: "search"
                text: qsTr("本を足す")
                onClicked: Session.go("search")
            }
        },
        DeckChoices {
            visible: page.step > 0
            tall: page.rowTall
            choices: page.places
            onChosen: choice => page.choose(choice)
        },
        DeckRow {
            id: foot
            parts: page.narrow ? 10 : 12
            tall: page.rowTall

            DeckButton {
                width: foot.of(page.narrow ? 3 : 2.5)
                tall: foot.tall
                chevron: "left"
                text: qsTr("もどる")
                onClicked: {
                    if (page.step > 0)
                        page.step -= 1;
                    else
                        Session.back();
                }
            }
            DeckButton {
                visible: page.step > 0 && Cart.perItem && Cart.count > 1
                width: foot.of(3)
                tall: foot.tall
                symbol: "down"
                text: qsTr("次の本")
                onClicked: page.look(page.shown + 1 < Cart.count ? page.shown + 1 : 0)
            }
            DeckButton {
                width: foot.of((page.narrow ? 7 : 9.5) - (page.step > 0 && Cart.perItem && Cart.count > 1 ? 3 : 0))
                tall: foot.tall
                kind: Cart.need === "" || Cart.need === "sign_in" || page.step === 0 && Cart.need !== "items" || page.step === 1 && Cart.need !== "pickup" ? "primary" : "yet"
                chevron: page.step < 2 && Cart.need !== "items" && Cart.need !== "sign_in" ? "right" : ""
                symbol: page.step === 2 && Cart.need === "" ? "tick" : Cart.need === "sign_in" ? "card" : ""
                text: {
                    if (Cart.waiting)
                        return qsTr("お預かりしています");
                    if (Cart.need === "items")
                        return qsTr("本をえらんでください");
                    if (Cart.need === "sign_in")
                        return qsTr("カードを確認する");
                    if (page.step === 0)
                        return qsTr("%1をえらぶ").arg(Cart.pickupLabel);
                    if (Cart.need === "pickup")
                        return qsTr("%1をえらんでください").arg(Cart.pickupLabel);
                    if (page.step === 1)
                        return qsTr("%1をえらぶ").arg(Cart.contactLabel);
                    if (Cart.need === "contact")
                        return qsTr("%1をえらんでください").arg(Cart.contactLabel);
                    return Cart.onlyBooks ? qsTr("%1冊を仮予約する").arg(Cart.chosen) : qsTr("%1点を仮予約する").arg(Cart.chosen);
                }
                onClicked: page.onward()
            }
        }
    ]

    DeckList {
        id: list
        width: parent.width
        room: news.y - Theme.gap - (slots.wanted ? slots.height + Theme.block : 0)
        ticks: page.step === 0
        pick: page.step === 0 || Cart.perItem ? page.shown : page.places.findIndex(choice => choice.on)
        heading: page.step === 0 ? qsTr("予約する本") : ""
        empty: page.step === 0 ? qsTr("予約かごは空です。本を探して「予約かごへ」を押してください。") : ""
        rows: {
            if (page.step === 0 || Cart.perItem)
                return Cart.items.map(item => ({
                            "title": item.title,
                            "second": item.byline,
                            "symbol": item.choice !== "" ? "building" : item.icon,
                            "word": item.choice !== "" ? item.choice : item.word,
                            "tone": item.choice !== "" ? "ink" : item.tone,
                            "more": item.choice !== "" ? "" : item.waiting,
                            "on": item.on
                        }));
            return page.places.map(choice => ({
                        "title": choice.text,
                        "second": choice.why !== "" ? choice.why : choice.note,
                        "symbol": choice.on ? "here" : "",
                        "word": choice.on ? qsTr("ここをえらびました") : "",
                        "tone": "blue"
                    }));
        }
    }
    CartSlots {
        id: slots
        // an upright panel has room for it
        readonly property bool wanted: page.narrow && page.step === 0 && Cart.count > 0
        visible: wanted
        y: list.height + Theme.block
        width: parent.width
    }
    Notice {
        id: news
        y: parent.height - height
        width: parent.width
        em: Theme.compact ? Theme.least : Theme.second
        titleEm: Theme.compact ? Theme.second : Theme.body
        inline: !page.narrow && !Theme.large
        kind: Cart.message !== "" ? "warning" : "time"
        title: Cart.message !== "" ? Cart.message : Cart.intakeText !== "" ? qsTr("受付は、%1です").arg(Cart.intakeText) : qsTr("まだ仮予約です")
        text: Cart.message !== "" || Theme.large ? "" : qsTr("それまでは仮予約です。先に貸し出されることがあります。")
    }
}
