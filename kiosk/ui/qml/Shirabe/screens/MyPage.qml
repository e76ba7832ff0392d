pragma ComponentBehavior: Bound

import QtQuick
import Shirabe
import Shirabe.Backend

/*
 My page: holds by their life, loans, what came of my requests. With very large letters one part at
 a time, chosen by three buttons. Cancelling asks once, on plain paper.
*/
FocusScope {
    id: page

    readonly property bool parted: Theme.extra && !Theme.portrait || Theme.large && Theme.compact
    readonly property bool narrow: Theme.portrait
    readonly property string part: MyPage.part
    readonly property bool tight: narrow || Theme.large || Theme.spaced !== ""
    readonly property bool least: narrow && Theme.extra && Lists.parts.length > 0
    readonly property bool crowded: tight && SeriesOrder.offered && Lists.parts.length > 0

    focus: true

    Page {
        id: sheet
        readonly property int leftWidth: page.narrow || page.parted ? work.width : Math.round(work.width * 0.693)
        readonly property int rightWidth: page.narrow || page.parted ? work.width : Math.round(work.width * 0.29)
        readonly property int under: page.parted ? tabs.height + Theme.gap : 0

        anchors.fill: parent
        visible: !ask.shown
        title: qsTr("マイページ")
        titleEm: page.least || page.crowded && Theme.large ? Theme.bigLabel : Theme.heading
        focus: !ask.shown
        onGoneBack: Session.back()
        headContent: [
            Button {
                visible: SeriesOrder.offered
                symbol: "series"
                text: page.crowded ? "" : page.narrow || Theme.large ? qsTr("読む順番") : qsTr("読む順番を決める")
                say: qsTr("読む順番を決める")
                onClicked: SeriesOrder.begin()
            },
            Button {
                visible: Lists.parts.length > 0
                symbol: Lists.parts[0]?.symbol ?? ""
                text: page.tight ? "" : Lists.name
                say: Lists.name
                onClicked: Session.go("lists")
            },
            Button {
                symbol: "lock"
                say: qsTr("設定・パスワード")
                text: page.least ? "" : page.narrow && Theme.large || page.crowded || Theme.compact && Theme.extra ? qsTr("設定") : qsTr("設定・パスワード")
                onClicked: Session.go("settings")
            }
        ]

        Row {
            id: tabs
            visible: page.parted
            spacing: Theme.gap

            Repeater {
                model: [
                    {
                        id: "holds",
                        text: qsTr("予約した資料")
                    },
                    {
                        id: "loans",
                        text: qsTr("借りている資料")
                    },
                    {
                        id: "results",
                        text: qsTr("お願いの結果")
                    }
                ]

                Button {
                    required property var modelData
                    tall: Theme.tapRow
                    text: modelData.text
                    on: page.part === modelData.id
                    onClicked: MyPage.openPart(modelData.id)
                }
            }
        }
        AccountHolds {
            id: holds
            visible: !page.parted || page.part === "holds"
            y: sheet.under
            width: sheet.leftWidth
            height: page.parted ? parent.height - y : page.narrow ? Math.round(parent.height * 0.54) : parent.height - results.least - Theme.gap
        }
        AccountResults {
            id: results
            readonly property int wanted: Math.min(Math.max(1, MyPage.results.length), page.narrow ? 4 : 2)
            visible: !page.parted || page.part === "results"
            readonly property int least: headTall + Theme.s2 + wanted * rowTall + Theme.s2
            // close under what stands above, so that a short list leaves no hole in the page
            y: page.parted ? sheet.under : Math.min(parent.height - least, page.narrow ? loans.y + loans.used + Theme.block : holds.y + holds.used + Theme.gap)
            width: sheet.leftWidth
            height: page.parted || !page.narrow ? parent.height - y : least
        }
        AccountLoans {
            id: loans
            visible: !page.parted || page.part === "loans"
            x: page.narrow || page.parted ? 0 : parent.width - width
            y: page.parted ? sheet.under : page.narrow ? holds.y + holds.used + Theme.block : 0
            width: sheet.rightWidth
            height: (page.parted ? parent.height : page.narrow ? parent.height - results.least - Theme.block : parent.height - below.least) - y
        }
        Column {
            id: below
            readonly property int least: (news.visible ? news.height + Theme.s4 : 0) + (fetch.visible ? fetch.natural : 0) + Theme.s4
            visible: !page.parted && (!page.narrow || y + height <= parent.height)
            x: loans.x
            y: page.narrow ? results.y + results.used + Theme.block : loans.y + loans.used + Theme.mm(5.6)
            width: sheet.rightWidth
            spacing: Theme.mm(5)

            Notice {
                id: news
                visible: MyPage.message !== "" || Status.nextClosedText !== ""
                width: parent.width
                kind: MyPage.message === "" ? "time" : MyPage.good ? "here" : "warning"
                symbol: MyPage.message === "" ? "calendar" : ""
                title: MyPage.message === "" ? qsTr("次のお休みは %1").arg(Theme.whole(Status.nextClosedText)) : ""
                titleEm: Theme.second
                text: MyPage.message === "" ? "" : MyPage.message
            }
            Panel {
                id: fetch
                visible: MyPage.readyHolds.length > 0
                width: parent.width
                readonly property int natural: ready.height + 2 * Theme.mm(5)
                // both columns end on one line where little is missing
                readonly property int reach: sheet.work.height - below.y - y
                height: !page.narrow && reach > natural && reach < natural + Theme.mm(50) ? reach : natural

                Column {
                    id: ready
                    x: Theme.inset
                    width: parent.width - 2 * x
                    anchors.verticalCenter: parent.verticalCenter

                    Words {
                        width: parent.width
                        text: qsTr("きょう受け取れるもの　%1点").arg(MyPage.readyHolds.length)
                        bold: true
                        tall: 1.5
                        color: Theme.ink
                    }
                    Words {
                        width: parent.width
                        text: qsTr("『%1』は、用意ができています。\nカードといっしょに窓口へどうぞ。").arg(MyPage.readyHolds.length > 0 ? MyPage.readyHolds[0].title : "")
                        em: Theme.second
                        tall: 1.5
                    }
                }
            }
        }
        Notice {
            visible: (page.narrow || page.parted) && MyPage.message !== ""
            width: parent.width
            y: parent.height - height
            z: 2
            kind: MyPage.good ? "here" : "warning"
            text: MyPage.message
        }
    }
    CancelDialog {
        id: ask
    }
}
