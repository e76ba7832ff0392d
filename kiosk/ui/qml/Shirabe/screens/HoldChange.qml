pragma ComponentBehavior: Bound

import QtQuick
import Shirabe
import Shirabe.Backend

/* Another place to fetch a waiting hold, or another way to be told; cancelling is offered as well. */
DeckPage {
    id: page

    readonly property bool narrow: Theme.portrait
    readonly property var choices: places ? HoldChange.pickups : HoldChange.contacts
    property bool places: true

    function choose(choice: var): void {
        if (choice.why !== "")
            HoldChange.explain(choice.why);
        else if (places)
            HoldChange.choosePickup(choice.id);
        else
            HoldChange.chooseContact(choice.id);
    }
    function chosen(list: var): string {
        const found = list.find(choice => choice.on);
        return found ? found.text : "";
    }

    title: qsTr("受け取り方を変える")
    focus: true
    onGoneBack: Session.back()
    deck: [
        DeckChoices {
            tall: page.rowTall
            choices: page.choices
            onChosen: choice => page.choose(choice)
        },
        DeckRow {
            id: foot
            readonly property int used: (page.low ? 1 : 0) + (HoldChange.canCancel ? 1 : 0) + 1
            parts: page.narrow ? 2 : used + 2
            tall: page.rowTall

            DeckButton {
                visible: page.low
                width: foot.of(1)
                tall: foot.tall
                chevron: "left"
                text: qsTr("もどる")
                onClicked: Session.back()
            }
            DeckButton {
                width: foot.of(1)
                tall: foot.tall
                symbol: page.places ? "phone" : "building"
                text: page.places ? qsTr("%1を変える").arg(Cart.contactLabel) : qsTr("%1を変える").arg(Cart.pickupLabel)
                onClicked: page.places = !page.places
            }
            DeckButton {
                visible: HoldChange.canCancel
                width: foot.of(1)
                tall: foot.tall
                symbol: "close"
                text: qsTr("予約を取り消す")
                onClicked: HoldChange.cancelInstead()
            }
            DeckButton {
                width: foot.of(page.narrow ? (page.low && HoldChange.canCancel || !page.low && !HoldChange.canCancel ? 1 : 2) : 2)
                tall: foot.tall
                kind: HoldChange.changes ? "primary" : "yet"
                symbol: HoldChange.changes ? "tick" : ""
                text: HoldChange.waiting ? qsTr("お預かりしています") : HoldChange.changes ? qsTr("この内容に変える") : qsTr("変えるところをえらんでください")
                onClicked: HoldChange.save()
            }
        }
    ]

    Column {
        id: words
        width: parent.width
        spacing: Theme.s2

        Words {
            width: parent.width
            text: HoldChange.title
            em: Theme.large || Theme.compact ? Theme.bigLabel : Theme.section
            bold: true
            tall: 1.3
            maximumLineCount: Theme.extra && Theme.compact ? 1 : 2
            color: Theme.ink
        }
        Words {
            width: parent.width
            visible: !(Theme.large && Theme.compact)
            text: [HoldChange.state, qsTr("%1：%2").arg(Cart.pickupLabel).arg(page.chosen(HoldChange.pickups)), qsTr("%1：%2").arg(Cart.contactLabel).arg(page.chosen(HoldChange.contacts))].join("　")
            em: Theme.second
        }
    }
    DeckList {
        visible: room >= bodyTop + rowTall
        y: words.height + Theme.s4
        width: parent.width
        room: (news.visible ? news.y - Theme.gap : parent.height) - y
        heading: Theme.extra && Theme.compact ? "" : page.places ? Cart.pickupLabel : Cart.contactLabel
        pick: page.choices.findIndex(choice => choice.on)
        rows: page.choices.map(choice => ({
                    "title": choice.text,
                    "second": choice.why !== "" ? choice.why : choice.note,
                    "symbol": choice.on ? "here" : "",
                    "word": choice.on ? qsTr("ここをえらびました") : "",
                    "tone": "blue"
                }))
    }
    Notice {
        id: news
        visible: HoldChange.message !== ""
        y: parent.height - height
        width: parent.width
        kind: "warning"
        text: HoldChange.message
    }
}
