pragma ComponentBehavior: Bound

import QtQuick
import Shirabe
import Shirabe.Backend

/* After 仮予約する: receipt number and next intake are the largest; three steps; a receipt. */
Page {
    id: page

    readonly property bool narrow: Theme.portrait
    readonly property bool spare: Theme.extra || Theme.large && !Theme.portrait
    readonly property int mainWidth: narrow ? work.width : Math.round(work.width * 0.662)
    readonly property int sideWidth: narrow ? work.width : Math.round(work.width * 0.32)
    readonly property int space: Theme.compact ? Theme.gap : Theme.block

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
            em: page.spare && page.narrow ? Theme.section : Theme.compact || page.spare ? Theme.heading : Theme.bookTitle
            bold: true
            tall: 1.25
            color: Theme.ink
            Accessible.role: Accessible.Heading
        }
        Item {
            width: parent.width
            height: Math.max(which.height, page.narrow ? 0 : over.height)

            Words {
                id: which
                width: over.visible && !page.narrow ? parent.width - over.width - Theme.block : parent.width
                text: Thanks.titles.length > 4 ? qsTr("%1 ほか").arg(Thanks.titles.slice(0, 3).join("　／　")) : Thanks.titles.join("　／　")
                tall: 1.4
                maximumLineCount: 2
            }
            Words {
                id: over
                visible: !page.spare && !page.narrow
                anchors.right: parent.right
                textFormat: Text.StyledText
                text: qsTr("ご用がお済みなら、下の<b>「おわる」</b>を押してください")
                tall: 1.4
                wrapMode: Text.NoWrap
            }
        }
    }

    Panel {
        id: numbers
        y: head.y + head.height + (Theme.compact ? Theme.s4 : Theme.mm(10))
        width: page.mainWidth
        height: Math.max(Theme.mm(Theme.compact ? 0 : 70), Math.max(receipt.height, intake.height) + 2 * Theme.mm(Theme.compact ? 5 : 8))

        Column {
            id: receipt
            x: Theme.mm(Theme.compact ? 6 : 10)
            anchors.verticalCenter: parent.verticalCenter
            width: Math.round(parent.width * 0.4)

            Words {
                text: qsTr("受付番号")
                tall: 1.4
            }
            Words {
                text: Thanks.receipt
                em: page.spare ? Theme.letter(page.narrow ? 10.5 : Theme.compact ? 13 : 16) : Theme.compact ? Theme.letter(18) : page.narrow ? Theme.letter(20) : Theme.letter(26)
                bold: true
                tall: 1.15
                tabular: true
                color: Theme.ink
                wrapMode: Text.NoWrap
            }
            Words {
                visible: !page.spare
                text: qsTr("窓口で聞くときに使います")
                em: Theme.second
                tall: 1.5
            }
        }
        Rectangle {
            x: Math.round(parent.width * 0.433)
            y: Theme.mm(8)
            width: Theme.line
            height: parent.height - 2 * y
            color: Theme.rule
        }
        Column {
            id: intake
            x: Math.round(parent.width * 0.467)
            anchors.verticalCenter: parent.verticalCenter
            width: parent.width - x - Theme.mm(6)
            spacing: page.spare || Theme.compact ? 0 : Theme.mm(2)

            Words {
                text: qsTr("次の受付処理")
                tall: 1.4
            }
            Words {
                width: parent.width
                text: Thanks.intakeText !== "" ? Thanks.intakeText : qsTr("開館日に受け付けます")
                em: page.spare ? (page.narrow ? Theme.section : Theme.heading) : Theme.compact || page.narrow ? Theme.letter(12) : Theme.letter(15.9)
                bold: true
                tall: 1.3
                color: Theme.accent
            }
            Words {
                width: parent.width
                visible: !page.spare
                text: Thanks.intakeDay !== "" ? qsTr("%1　それまでは仮予約です").arg(Thanks.intakeDay) : qsTr("それまでは仮予約です")
                em: Theme.second
                tall: 1.5
                color: Theme.ink
            }
        }
    }

    component StepCard: Panel {
        id: card
        property int number: 1
        property string picture: ""
        property string word: ""
        property string text: ""
        property bool here: false

        tone: here ? "blue" : ""

        Rectangle {
            id: disc
            x: Theme.mm(7)
            y: Theme.mm(Theme.compact ? 4 : 7)
            width: Theme.letter(13)
            height: width
            radius: width / 2
            color: card.here ? Theme.primary : Theme.paper2

            Words {
                anchors.centerIn: parent
                text: card.number
                em: Theme.bigLabel
                bold: true
                color: card.here ? Theme.primaryWords : Theme.ink
            }
        }
        Icon {
            x: disc.x + disc.width + Theme.s4
            y: disc.y + Math.round((disc.height - height) / 2)
            name: card.picture
            size: Theme.letter(9.5)
        }
        Words {
            visible: card.here && !Theme.large
            anchors.right: parent.right
            anchors.rightMargin: Theme.mm(7)
            y: disc.y
            height: disc.height
            text: qsTr("いま ここ")
            em: Theme.small
            bold: true
            color: Theme.primary
        }
        Words {
            id: said
            x: Theme.mm(7)
            y: disc.y + disc.height + Theme.mm(Theme.compact ? 2 : 5)
            width: parent.width - 2 * x
            text: card.word
            em: Theme.bigLabel
            bold: true
            tall: 1.35
            color: Theme.ink
        }
        Words {
            x: Theme.mm(7)
            y: said.y + said.height
            width: parent.width - x - Theme.mm(3)
            text: card.text
            em: Theme.compact || page.narrow ? Theme.small : Theme.notice
            tall: 1.5
        }
    }

    Row {
        id: steps
        readonly property int each: Math.floor((width - 2 * spacing) / 3)
        visible: !page.spare
        y: numbers.y + numbers.height + page.space
        width: page.mainWidth
        height: page.narrow ? Theme.mm(70) : Math.max(Theme.mm(30), care.y - y - page.space)
        spacing: Math.round(page.space * 0.85)

        StepCard {
            width: steps.each
            height: Math.min(steps.height, Theme.mm(78))
            number: 1
            picture: "receipt"
            here: true
            word: qsTr("仮予約")
            text: qsTr("この画面で\nお預かりしました。")
        }
        StepCard {
            width: steps.each
            height: Math.min(steps.height, Theme.mm(78))
            number: 2
            picture: "clock"
            word: qsTr("受付処理")
            text: (Thanks.intakeText !== "" ? qsTr("%1です。").arg(Thanks.intakeText) + "\n" : "") + (Thanks.counterFirst ? qsTr("窓口の予約が先です。") : "")
        }
        StepCard {
            width: steps.each
            height: Math.min(steps.height, Theme.mm(78))
            number: 3
            picture: Thanks.contact === "phone" ? "phone" : Thanks.contact === "mail" ? "mail" : "screen"
            word: qsTr("お知らせ")
            text: (Thanks.contact === "phone" ? qsTr("お電話します。") : Thanks.contact === "mail" ? qsTr("メールを送ります。") : qsTr("マイページで確かめてください。")) + (Thanks.keepText !== "" ? "\n" + Thanks.keepText : "")
        }
    }
    Notice {
        id: care
        width: page.mainWidth
        y: page.narrow ? steps.y + steps.height + page.space : parent.height - height
        kind: "warning"
        text: Thanks.refused.length > 0 ? qsTr("お受けできなかったもの：%1").arg(Thanks.refused.map(line => line.title + "　" + line.text).join("\n")) : qsTr("受付までに貸し出されることがあります。結果は「マイページ」でわかります。\nお急ぎの方は、窓口で予約してください。")
    }

    Panel {
        id: slip
        visible: !page.spare
        x: page.narrow ? 0 : parent.width - width
        y: page.narrow ? care.y + care.height + page.space : numbers.y
        width: page.sideWidth
        height: more.y - page.space - y
        readonly property bool upright: height > Theme.mm(95)

        Rectangle {
            id: frame
            x: slip.upright ? Math.round((parent.width - width) / 2) : Theme.mm(6)
            y: slip.upright ? parent.height - height - Theme.mm(7) : Math.round((parent.height - height) / 2)
            width: slip.upright ? Math.min(parent.height - words.height - Theme.mm(20), parent.width - 2 * Theme.mm(10)) : Math.min(parent.height - 2 * Theme.mm(5), Theme.mm(48))
            height: width
            radius: Theme.mm(1.5)
            color: Theme.spinePaper
            border.width: Theme.line
            border.color: Theme.rule

            Image {
                anchors.centerIn: parent
                width: parent.width - 2 * Theme.line
                height: width
                sourceSize.width: width
                sourceSize.height: height
                source: Thanks.image
                fillMode: Image.Pad
                cache: false
                Accessible.role: Accessible.Graphic
                Accessible.name: qsTr("控えのQRコード")
            }
        }
        Column {
            id: words
            x: slip.upright ? Theme.mm(10) : frame.x + frame.width + Theme.mm(5)
            y: slip.upright ? Theme.mm(6) : Math.round((parent.height - height) / 2)
            width: parent.width - x - Theme.s4

            Words {
                text: qsTr("控え")
                bold: true
                tall: 1.5
                color: Theme.ink
            }
            Words {
                width: parent.width
                text: slip.upright ? qsTr("お名前とカード番号は入っていません。\nスマートフォンで読んでください。") : qsTr("お名前とカード番号は入っていません。スマートフォンで読んでください。")
                em: Theme.compact ? Theme.least : Theme.second
                tall: 1.5
            }
        }
    }
    Column {
        id: more
        x: page.narrow ? 0 : parent.width - width
        y: page.narrow ? parent.height - height : page.spare ? numbers.y : parent.height - height
        width: page.sideWidth
        spacing: page.space

        Button {
            width: parent.width
            tall: Theme.portrait || Theme.compact ? Theme.tapMain : Theme.wide(31.7)
            em: page.spare ? Theme.body : Theme.bigLabel
            symbol: "search"
            text: qsTr("もっと探す")
            onClicked: Session.go("search")
        }
        Button {
            width: parent.width
            tall: Theme.portrait || Theme.compact ? Theme.tapMain : Theme.wide(31.7)
            em: page.spare ? Theme.body : Theme.bigLabel
            symbol: "person"
            text: qsTr("マイページを見る")
            onClicked: Session.go("my_page")
        }
    }
}
