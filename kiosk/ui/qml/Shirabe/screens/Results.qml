pragma ComponentBehavior: Bound

import QtQuick
import Shirabe
import Shirabe.Backend

/*
 Results in groups: here first, with shelf, spine label and the way there; then what another branch
 has, then what is out. Filters count what remains. Pages, no scrolling.
*/
FocusScope {
    id: page

    readonly property int gap: Theme.gap
    readonly property bool tall: Theme.portrait
    readonly property bool facetsBeside: !tall && !Theme.extra && !(Theme.compact && Theme.large) && Listing.canFilter
    readonly property int facetWidth: facetsBeside ? Theme.mm(Theme.compact ? 62 : Theme.large ? 94 : 74) : 0
    readonly property int workY: head.y + head.height + Theme.block
    readonly property int foot: height - Math.max(Theme.mm(4.5), Theme.block)
    readonly property int listX: Theme.margin + (facetsBeside ? facetWidth + Theme.mm(Theme.compact ? 5 : 8) : 0)
    readonly property int listWidth: width - listX - Theme.margin
    readonly property int listY: workY + (chips.visible ? chips.height + page.gap : 0)
    focus: true
    Keys.onPressed: event => {
        event.accepted = true;
        if (event.key === Qt.Key_PageDown)
            Listing.nextPage();
        else if (event.key === Qt.Key_PageUp)
            Listing.previousPage();
        else if (event.key === Qt.Key_Escape || event.key === Qt.Key_Backspace)
            Session.back();
        else
            event.accepted = false;
    }

    // head
    Item {
        id: head
        x: Theme.margin
        y: Theme.headTop
        width: page.width - 2 * x
        height: Theme.tap + (second.visible ? Theme.tap + page.gap : 0)

        Button {
            id: back
            chevron: "left"
            text: qsTr("もどる")
            onClicked: Session.back()
        }
        AskedField {
            id: asked
            x: back.width + Theme.s4
            width: (page.tall ? parent.width : count.visible ? count.x - Theme.s8 : order.visible ? order.x - Theme.gap : parent.width) - x
            height: Theme.tap
        }
        Item {
            id: second
            visible: page.tall
            y: Theme.tap + page.gap
            height: Theme.tap
            width: parent.width
        }
        Row {
            id: count
            visible: !(Theme.compact && Theme.extra)
            x: page.tall ? 0 : order.x - width - (order.visible ? Theme.s8 : 0)
            y: page.tall ? second.y : 0
            height: Theme.tap
            spacing: Theme.hair

            Words {
                id: number
                anchors.verticalCenter: parent.verticalCenter
                text: (Listing.exact ? "" : "＞") + Listing.total
                em: Theme.letter(12)
                bold: true
                tall: 1.2
                color: Theme.ink
            }
            Words {
                anchors.baseline: number.baseline
                text: qsTr("冊")
                em: Theme.letter(7)
                bold: true
                color: Theme.ink
            }
        }
        Button {
            id: order
            visible: Listing.canFilter
            width: visible ? implicitWidth : 0
            x: parent.width - width - (page.tall && basket.visible ? basket.width + page.gap : 0)
            y: page.tall ? second.y : 0
            symbol: "sort"
            em: Theme.letter(6.4)
            text: Theme.compact && Theme.large || page.tall && Theme.extra ? Listing.orderText : qsTr("並べかた：%1").arg(Listing.orderText)
            say: qsTr("並べかた：%1").arg(Listing.orderText)
            onClicked: Listing.nextOrder()
        }
        Button {
            id: basket
            visible: page.tall && Cart.count > 0
            x: parent.width - width
            y: second.y
            kind: "blue"
            symbol: "basket"
            text: Theme.large ? "" : Cart.cartLabel
            say: Cart.cartLabel + " " + Cart.count
            count: String(Cart.count)
            onClicked: Session.go("cart")
        }
        // what an upright panel has no room for beside the name of a list
        Words {
            visible: page.tall && !Listing.canFilter && Listing.note !== ""
            x: count.width + Theme.s8
            y: second.y
            width: (basket.visible ? basket.x - Theme.gap : parent.width) - x
            height: Theme.tap
            text: Theme.keep(Listing.note)
            em: Theme.second
            tall: 1.35
            maximumLineCount: 2
            elide: Text.ElideRight
            color: Theme.sub
        }
    }

    // filters
    FacetColumn {
        visible: page.facetsBeside
        x: Theme.margin
        y: page.workY
        width: page.facetWidth
        available: page.foot - y - clear.height - page.gap
    }
    Button {
        id: clear
        visible: page.facetsBeside && Narrowing.filtered
        x: Theme.margin
        y: page.foot - height
        kind: "plain"
        em: Theme.second
        tall: Theme.tapRow
        leftPadding: 0
        symbol: "undo"
        text: qsTr("条件をすべて外す")
        onClicked: Narrowing.clear()
    }
    Grid {
        id: chips
        readonly property var sections: Narrowing.sections
        readonly property var all: sections.reduce((all, part) => [...all, ...part.chips], [])
        readonly property int across: page.tall && Theme.large || Theme.compact && Theme.extra ? 2 : 3
        // the last place leads to all filters
        readonly property int places: across * (page.tall ? 2 : 1) - 1
        readonly property var shown: pick()
        visible: !page.facetsBeside && Listing.canFilter
        x: Theme.margin
        y: page.workY
        width: page.width - 2 * x
        columns: across
        spacing: page.gap
        readonly property int cell: Math.floor((width - spacing * (across - 1)) / across)

        // what is on first, the rest as there is room; each in its own place
        function pick(): var {
            const on = all.filter(chip => chip.on);
            const kept = [...on, ...all.filter(chip => !chip.on)].slice(0, places).map(chip => chip.id);
            return all.filter(chip => kept.includes(chip.id));
        }

        Repeater {
            model: chips.visible ? chips.shown.length : 0

            Chip {
                id: one
                required property int index
                readonly property var chip: chips.shown[index] ?? null
                width: chips.cell
                text: chip?.text ?? ""
                count: chip?.count ?? ""
                on: chip?.on ?? false
                none: chip?.none ?? false
                onClicked: Narrowing.toggle(one.chip.id)
            }
        }
        Button {
            width: chips.cell
            tall: Theme.chip
            em: Theme.second
            symbol: "tag"
            chevron: "right"
            text: qsTr("ほかの条件")
            // what is on and has no place here
            readonly property int hidden: chips.all.filter(chip => chip.on).length - chips.shown.filter(chip => chip.on).length
            count: hidden > 0 ? "＋" + hidden : ""
            onClicked: Narrowing.openAll()
        }
    }

    // rows
    ResultList {
        id: list
        x: page.listX
        y: page.listY
        width: page.listWidth
        room: paging.y - page.gap - y
        bare: page.foot - y
        most: page.tall ? 10 : 6
    }

    // pages
    Item {
        id: paging
        x: page.listX
        y: page.foot - height
        width: page.listWidth
        height: Theme.tapRow

        Button {
            id: toCart
            visible: !page.tall && Cart.count > 0 && list.why === ""
            kind: "ink"
            tall: Theme.tapRow
            symbol: "basket"
            em: Theme.second
            text: Cart.cartLabel
            count: String(Cart.count)
            onClicked: Session.go("cart")
        }
        StateBadge {
            id: reason
            visible: list.why !== ""
            width: Math.min(implicitWidth, pages.x - Theme.gap)
            anchors.verticalCenter: parent.verticalCenter
            symbol: "info"
            text: list.why
            em: Theme.small
        }
        Words {
            id: pages
            visible: list.why === "" || x > reason.implicitWidth
            anchors.right: previous.visible ? previous.left : further.visible ? further.left : parent.right
            anchors.rightMargin: previous.visible || further.visible ? Theme.mm(5) : 0
            height: parent.height
            text: [Listing.pageText, Listing.hasPrevious || !Listing.hasNext || Theme.large || page.tall ? "" : qsTr("最初のページです")].filter(part => part !== "").join("　")
            em: Theme.second
            color: Theme.text
        }
        Button {
            id: previous
            visible: Listing.hasPrevious
            anchors.right: further.visible ? further.left : parent.right
            anchors.rightMargin: further.visible ? page.gap : 0
            tall: Theme.tapRow
            chevron: "left"
            text: qsTr("前へ")
            onClicked: Listing.previousPage()
        }
        Button {
            id: further
            visible: Listing.hasNext
            anchors.right: parent.right
            kind: "blue"
            tall: Theme.tapRow
            chevron: "right"
            text: qsTr("次の%1冊").arg(Listing.nextCount)
            width: Math.max(implicitWidth, Theme.mm(Theme.compact ? 40 : 46.6))
            onClicked: Listing.nextPage()
        }
    }
}
