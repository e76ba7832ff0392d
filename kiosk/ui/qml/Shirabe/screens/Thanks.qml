pragma ComponentBehavior: Bound

import QtQuick
import Shirabe
import Shirabe.Backend

/* After 仮予約する: receipt number and next intake are the largest; three steps; a receipt. */
Page {
    id: page

    readonly property bool narrow: Theme.portrait
    readonly property bool spare: Theme.extra || Theme.large && !Theme.portrait
    readonly property int mainWidth: narrow || spare ? work.width : Math.round(work.width * 0.662)
    readonly property int sideWidth: narrow ? work.width : Math.round(work.width * 0.32)
    readonly property int space: Theme.compact || spare ? Theme.gap : Theme.block

    headless: true
    focus: true

    Icon {
        id: mark
        y: Theme.mm(Theme.compact ? 1 : 5)
        name: "here"
        size: Theme.letter(Theme.compact ? 16 : 20)
        color: Theme.success
        ground: Theme.paper
    }
    Column {
        id: head
        x: mark.width + Theme.mm(9)
        y: Theme.compact ? 0 : Theme.mm(4)
        width: parent.width - x

        Words {
            width: parent.width
            text: Thanks.onlyBooks ? qsTr("%1冊の仮予約をお預かりしました").arg(Thanks.count) : qsTr("%1点の仮予約をお預かりしました").arg(Thanks.count)
            em: Theme.large && page.narrow || Theme.compact && Theme.extra && Theme.spaced !== "" ? Theme.section : Theme.compact || page.spare ? Theme.heading : Theme.bookTitle
            bold: true
            tall: 1.25
            color: Theme.ink
            Accessible.role: Accessible.Heading
        }
        Item {
            width: parent.width
            height: page.narrow ? over.y + (over.visible ? over.height : 0) : Math.max(which.visible ? which.height : 0, over.visible ? over.height : 0)

            Words {
                id: which
                visible: !(Theme.large && Theme.compact)
                width: over.visible && !page.narrow ? parent.width - over.width - Theme.block : parent.width
                readonly property var named: Thanks.titles.map(title => Theme.whole(title))
                text: named.length > 4 ? qsTr("%1 ほか").arg(named.slice(0, 3).join("　／　")) : named.join("　／　")
                tall: 1.4
                maximumLineCount: 2
            }
            Words {
                id: over
                visible: !page.spare
                x: page.narrow ? 0 : parent.width - width
                y: page.narrow && which.visible ? which.height : 0
                textFormat: Text.StyledText
                text: qsTr("ご用がお済みなら、下の<b>「おわる」</b>を押してください")
                em: page.narrow || Theme.compact ? Theme.second : Theme.body
                tall: 1.4
                wrapMode: Text.NoWrap
            }
        }
    }

    ThanksNumbers {
        id: numbers
        y: Math.max(head.y + head.height, mark.y + mark.height) + (Theme.compact ? Theme.s4 : page.spare ? Theme.block : Theme.mm(10))
        width: page.mainWidth
    }
    ThanksSteps {
        id: steps
        y: numbers.y + numbers.height + page.space
        width: page.mainWidth
        visible: !care.instead
        room: page.narrow || page.spare ? Theme.mm(70) : care.y - y - page.space
    }
    Notice {
        id: care
        readonly property bool below: page.narrow || page.spare
        // what was refused must be told, whatever else has no room
        readonly property bool instead: Thanks.refused.length > 0 && Theme.extra && Theme.compact
        readonly property bool fits: instead || !page.spare || page.narrow || y + height <= more.y - Theme.s2
        visible: fits
        width: page.mainWidth
        y: instead ? steps.y : below ? steps.y + steps.height + page.space : parent.height - height
        em: Theme.large ? (Theme.compact ? Theme.least : Theme.small) : Theme.second
        kind: "warning"
        text: Thanks.refused.length > 0 ? qsTr("お受けできなかったもの：%1").arg(Thanks.refused.map(line => line.title + "　" + line.text).join("\n")) : page.spare && !page.narrow ? qsTr("受付までに貸し出されることがあります。") : qsTr("受付までに貸し出されることがあります。結果は「マイページ」でわかります。\nお急ぎの方は、窓口で予約してください。")
    }

    ThanksSlip {
        visible: !page.spare
        x: page.narrow ? 0 : parent.width - width
        y: page.narrow ? care.y + care.height + page.space : numbers.y
        width: page.sideWidth
        height: more.y - page.space - y
    }
    Flow {
        id: more
        readonly property bool beside: page.spare && !page.narrow
        readonly property int each: beside ? Math.floor((width - spacing) / 2) : width
        readonly property int tall: beside ? Theme.tap : Theme.portrait || Theme.compact ? Theme.tapMain : Theme.wide(31.7)
        x: page.narrow ? 0 : parent.width - width
        y: parent.height - height
        width: beside ? parent.width : page.sideWidth
        spacing: page.space

        Button {
            width: more.each
            tall: more.tall
            em: page.spare ? Theme.body : Theme.bigLabel
            symbol: "search"
            text: qsTr("もっと探す")
            onClicked: Session.go("search")
        }
        Button {
            width: more.each
            tall: more.tall
            em: page.spare ? Theme.body : Theme.bigLabel
            symbol: "person"
            text: qsTr("マイページを見る")
            onClicked: Session.go("my_page")
        }
    }
}
