pragma ComponentBehavior: Bound

import QtQuick
import Shirabe
import Shirabe.Backend

/*
 Results in low reach: the list above is for reading, the deck steers it by 前の本, 次の本 and ひらく.
 Filters take the place of the steering while they are chosen.
*/
DeckPage {
    id: page

    readonly property bool narrow: Theme.portrait
    readonly property var titles: Listing.groups.reduce((all, group) => [...all, ...group.rows], [])
    readonly property var row: titles[Math.min(pick, titles.length - 1)] ?? null
    readonly property bool inCart: row !== null && Cart.ids.includes(row.id)
    property int pick: 0
    readonly property bool filtering: Session.page === "narrow"
    property bool grouped: false
    readonly property var found: filtering ? grouped ? Narrowing.choices : Narrowing.groups : Narrowing.ways

    // beyond the ends of a page the next and the former one begin
    function step(by: int): void {
        const to = Math.min(pick, titles.length - 1) + by;
        if (to < 0 && Listing.hasPrevious) {
            Listing.previousPage();
            pick = Math.max(0, titles.length - 1);
        } else if (to >= titles.length && Listing.hasNext) {
            pick = 0;
            Listing.nextPage();
        } else {
            pick = Math.max(0, Math.min(to, titles.length - 1));
        }
    }
    function turn(by: int): void {
        pick = 0;
        if (by > 0)
            Listing.nextPage();
        else
            Listing.previousPage();
    }

    title: Listing.said
    note: list.why !== "" ? list.why : Listing.pageText
    noteIcon: list.why !== "" ? "info" : ""
    rows: narrow ? 6 : 3
    focus: true
    Keys.onPressed: event => {
        event.accepted = true;
        if (event.key === Qt.Key_Down)
            step(1);
        else if (event.key === Qt.Key_Up)
            step(-1);
        else if (event.key === Qt.Key_PageDown)
            turn(1);
        else if (event.key === Qt.Key_PageUp)
            turn(-1);
        else if (event.key === Qt.Key_Escape || event.key === Qt.Key_Backspace)
            Session.back();
        else
            event.accepted = false;
    }
    // back from a title: it is still the one pointed at
    Component.onCompleted: pick = Math.max(0, titles.findIndex(title => title.id === Opened.title.id))
    deck: [
        DeckRow {
            id: steer
            visible: !page.filtering && page.row !== null
            readonly property bool cart: page.row?.action === "cart"
            parts: page.narrow ? 2 : cart ? 12 : 9
            tall: page.rowTall

            DeckButton {
                width: steer.of(page.narrow ? 1 : 2.5)
                tall: steer.tall
                symbol: "up"
                text: qsTr("前の本")
                onClicked: page.step(-1)
            }
            DeckButton {
                width: steer.of(page.narrow ? 1 : 2.5)
                tall: steer.tall
                symbol: "down"
                text: qsTr("次の本")
                onClicked: page.step(1)
            }
            DeckButton {
                visible: steer.cart
                width: steer.of(page.narrow ? 1 : 3)
                tall: steer.tall
                symbol: page.inCart ? "tick" : "basket"
                text: page.inCart ? qsTr("かごの中") : qsTr("%1へ").arg(Cart.cartLabel)
                say: text + "：" + (page.row?.title ?? "")
                onClicked: {
                    if (page.inCart)
                        Session.go("cart");
                    else
                        Cart.add(page.row.id);
                }
            }
            DeckButton {
                width: steer.of(page.narrow && !steer.cart ? 2 : page.narrow ? 1 : 4)
                tall: steer.tall
                kind: "primary"
                chevron: "right"
                text: qsTr("この本をひらく")
                onClicked: Listing.open(page.row.id)
            }
        },
        DeckRow {
            id: whole
            readonly property int many: (Listing.canFilter ? 2 : 0) + (Listing.hasPrevious ? 1 : 0) + (Listing.hasNext ? 1 : 0)
            // an odd one fills its row
            readonly property int last: page.narrow && many % 2 === 1 ? 2 : 1
            visible: !page.filtering && many > 0
            parts: page.narrow ? 2 : many
            tall: page.rowTall

            DeckButton {
                visible: Listing.canFilter
                width: whole.of(1)
                tall: whole.tall
                symbol: "tag"
                on: Narrowing.filtered
                text: qsTr("しぼりこむ")
                onClicked: Narrowing.openAll()
            }
            DeckButton {
                visible: Listing.canFilter
                width: whole.of(1)
                tall: whole.tall
                symbol: "sort"
                text: Listing.orderText
                say: qsTr("並べかた：%1").arg(Listing.orderText)
                onClicked: Listing.nextOrder()
            }
            DeckButton {
                visible: Listing.hasPrevious
                width: whole.of(Listing.hasNext ? 1 : whole.last)
                tall: whole.tall
                chevron: "left"
                text: qsTr("前のページ")
                onClicked: page.turn(-1)
            }
            DeckButton {
                visible: Listing.hasNext
                width: whole.of(whole.last)
                tall: whole.tall
                chevron: "right"
                text: qsTr("次の%1冊").arg(Listing.nextCount)
                onClicked: page.turn(1)
            }
        },
        DeckChoices {
            visible: page.filtering || page.row === null && choices.length > 0
            tall: page.rowTall
            several: page.grouped
            choices: page.found.map((one, at) => ({
                        "id": one.id ?? String(at),
                        "text": one.note && page.filtering ? one.text + (Theme.spaced !== "" ? ": " : "：") + one.note : one.text,
                        "count": one.count ?? "",
                        "on": page.filtering && (one.on ?? one.note !== ""),
                        "symbol": one.icon ?? "",
                        "note": one.note ?? "",
                        "why": ""
                    }))
            onChosen: choice => {
                page.pick = 0;
                if (!page.filtering) {
                    Narrowing.take(Number(choice.id));
                } else if (page.grouped) {
                    Narrowing.toggle(choice.id);
                } else {
                    Narrowing.openGroup(choice.id);
                    page.grouped = true;
                }
            }
        },
        DeckRow {
            id: foot
            readonly property bool slips: !page.filtering && Listing.asked && Listing.total === 0
            readonly property bool carts: !page.filtering && Cart.count > 0 && !slips
            readonly property int many: (page.filtering ? Narrowing.filtered : slips || carts) ? 3 : 2
            parts: page.narrow && many > 2 ? 2 : many
            tall: page.rowTall

            DeckButton {
                width: foot.of(1)
                tall: foot.tall
                chevron: "left"
                text: qsTr("もどる")
                onClicked: {
                    if (page.grouped)
                        page.grouped = false;
                    else
                        Session.back();
                }
            }
            DeckButton {
                visible: !page.filtering
                width: foot.of(1)
                tall: foot.tall
                symbol: Listing.canFilter ? "pencil" : "search"
                text: Listing.canFilter ? qsTr("ことばをなおす") : qsTr("ことばで探す")
                onClicked: Session.go("search")
            }
            DeckButton {
                visible: foot.slips
                width: foot.of(page.narrow ? 2 : 1)
                tall: foot.tall
                symbol: "receipt"
                text: qsTr("係にわたす控え")
                onClicked: Slip.show()
            }
            DeckButton {
                visible: foot.carts
                width: foot.of(page.narrow ? 2 : 1)
                tall: foot.tall
                kind: "blue"
                symbol: "basket"
                text: Cart.cartLabel
                count: String(Cart.count)
                onClicked: Session.go("cart")
            }
            DeckButton {
                visible: page.filtering && Narrowing.filtered
                width: foot.of(1)
                tall: foot.tall
                symbol: "undo"
                text: qsTr("条件をすべて外す")
                onClicked: Narrowing.clear()
            }
            DeckButton {
                visible: page.filtering
                width: foot.of(page.narrow && Narrowing.filtered ? 2 : 1)
                tall: foot.tall
                kind: "primary"
                chevron: "up"
                text: qsTr("%1冊を見る").arg(Listing.total)
                onClicked: Session.back()
            }
        }
    ]

    ResultList {
        id: list
        width: parent.width
        room: page.room
        most: page.narrow ? 10 : 4
        reading: true
        pick: page.row?.id ?? ""
    }
}
