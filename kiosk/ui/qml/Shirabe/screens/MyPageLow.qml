pragma ComponentBehavior: Bound

import QtQuick
import Shirabe
import Shirabe.Backend

/*
 My page in low reach: one part at a time. The list above is for reading; the deck chooses the part
 and the row, and carries what can be done with it.
*/
FocusScope {
    id: page

    readonly property bool narrow: Theme.portrait
    readonly property string part: MyPage.part
    readonly property var rows: part === "holds" ? MyPage.holds : part === "loans" ? MyPage.loans : MyPage.results
    readonly property int shown: Math.max(0, Math.min(pick, rows.length - 1))
    readonly property var row: rows[shown] ?? ({})
    readonly property bool holds: part === "holds" && rows.length > 0
    readonly property bool loans: part === "loans" && rows.length > 0
    property int pick: 0

    focus: true

    DeckPage {
        id: sheet

        anchors.fill: parent
        visible: !ask.shown
        focus: !ask.shown
        title: qsTr("マイページ")
        rows: page.narrow ? 6 : 3
        deck: [
            DeckRow {
                id: parts
                readonly property bool lists: Lists.parts.length > 0
                parts: page.narrow ? 2 : lists ? 5 : 4
                tall: sheet.rowTall

                Repeater {
                    model: [
                        {
                            "id": "holds",
                            "text": qsTr("予約した資料")
                        },
                        {
                            "id": "loans",
                            "text": qsTr("借りている資料")
                        },
                        {
                            "id": "results",
                            "text": qsTr("お願いの結果")
                        }
                    ]

                    DeckButton {
                        required property var modelData
                        width: parts.of(1)
                        tall: parts.tall
                        text: modelData.text
                        on: page.part === modelData.id
                        onClicked: {
                            page.pick = 0;
                            MyPage.openPart(modelData.id);
                        }
                    }
                }
                DeckButton {
                    visible: parts.lists
                    width: parts.of(1)
                    tall: parts.tall
                    symbol: Theme.extra ? "" : Lists.parts[0]?.symbol ?? ""
                    text: Lists.name
                    onClicked: Session.go("lists")
                }
                DeckButton {
                    width: parts.of(page.narrow && parts.lists ? 2 : 1)
                    tall: parts.tall
                    symbol: parts.lists && Theme.large && !page.narrow ? "" : "lock"
                    text: qsTr("設定・パスワード")
                    onClicked: Session.go("settings")
                }
            },
            DeckRow {
                id: steer
                readonly property int actions: page.holds ? 1 + (page.row.canChange ? 1 : 0) + (page.row.canCancel ? 1 : 0) : page.loans && page.row.canRenew ? 1 : 0
                parts: page.narrow ? 2 : Math.max(1, actions)
                tall: sheet.rowTall

                DeckButton {
                    visible: page.holds
                    width: steer.of(page.narrow && steer.actions % 2 === 1 ? 2 : 1)
                    tall: steer.tall
                    chevron: "right"
                    text: qsTr("この本をひらく")
                    onClicked: Opened.go(page.row.titleId)
                }
                DeckButton {
                    visible: page.holds && page.row.canChange === true
                    width: steer.of(1)
                    tall: steer.tall
                    text: qsTr("受け取り方を変える")
                    onClicked: HoldChange.begin(page.row.id)
                }
                DeckButton {
                    visible: page.holds && page.row.canCancel === true
                    width: steer.of(1)
                    tall: steer.tall
                    text: qsTr("取消")
                    say: qsTr("%1を取り消す").arg(page.row.title ?? "")
                    onClicked: MyPage.askCancel(page.row.id)
                }
                DeckButton {
                    visible: page.loans && page.row.canRenew === true
                    width: steer.of(1)
                    tall: steer.tall
                    text: MyPage.renewLabel
                    say: qsTr("%1を延長する").arg(page.row.title ?? "")
                    onClicked: Renewal.begin(page.row.copy)
                }
            },
            DeckRow {
                id: foot
                readonly property bool order: page.part === "holds" && SeriesOrder.offered
                parts: order ? 4 : 3
                tall: sheet.rowTall

                DeckButton {
                    width: foot.of(1)
                    tall: foot.tall
                    chevron: "left"
                    text: qsTr("もどる")
                    onClicked: Session.back()
                }
                DeckButton {
                    width: foot.of(1)
                    tall: foot.tall
                    symbol: "up"
                    text: qsTr("前の行")
                    onClicked: page.pick = Math.max(0, page.shown - 1)
                }
                DeckButton {
                    width: foot.of(1)
                    tall: foot.tall
                    symbol: "down"
                    text: qsTr("次の行")
                    onClicked: page.pick = Math.min(Math.max(0, page.rows.length - 1), page.shown + 1)
                }
                DeckButton {
                    visible: foot.order
                    width: foot.of(1)
                    tall: foot.tall
                    symbol: "series"
                    text: qsTr("読む順番")
                    onClicked: SeriesOrder.begin()
                }
            }
        ]

        DeckList {
            id: list
            width: parent.width
            room: (news.visible ? news.y - Theme.gap : parent.height) - (life.wanted ? life.tall + Theme.block : 0)
            pick: page.shown
            empty: {
                if (MyPage.deferred)
                    return qsTr("カードは、次の受付のときに確認します。\nそれまで、前からの予約はここに出ません。");
                switch (page.part) {
                case "holds":
                    return qsTr("いま、予約している資料はありません。");
                case "loans":
                    return qsTr("いま、借りている資料はありません。");
                default:
                    return qsTr("まだありません。受付処理のあとに、ここに出ます。");
                }
            }
            rows: {
                switch (page.part) {
                case "holds":
                    return MyPage.holds.map(hold => ({
                                "title": hold.title,
                                "second": hold.under,
                                "symbol": hold.symbol,
                                "word": hold.whenText !== hold.label ? hold.label + "　" + hold.whenText : hold.label,
                                "tone": hold.ready ? "here" : "ink",
                                "more": hold.canCancel || hold.whyNot === "" ? "" : qsTr("取消は窓口か電話でどうぞ")
                            }));
                case "loans":
                    return MyPage.loans.map(loan => ({
                                "title": loan.title,
                                "second": loan.canRenew || loan.overdue ? "" : loan.why,
                                "symbol": "calendar",
                                "word": loan.due,
                                "tone": loan.overdue ? "error" : "time",
                                "more": loan.left
                            }));
                default:
                    return MyPage.results.map(result => ({
                                "title": result.bold,
                                "second": result.text
                            }));
                }
            }
        }
        // an upright panel has room for the life of the hold that is pointed at
        Panel {
            id: life
            readonly property bool wanted: page.narrow && page.holds && (page.row.steps ?? []).length > 0
            readonly property int tall: bodyTop + drawn.height + told.height + 3 * Theme.inset
            visible: wanted
            y: list.height + Theme.block
            width: parent.width
            height: tall
            tone: page.row.ready === true ? "here" : ""
            heading: page.row.title ?? ""

            LifeCycle {
                id: drawn
                x: Theme.inset
                y: life.bodyTop + Theme.inset
                width: parent.width - 2 * x
                steps: page.row.steps ?? []
                symbol: page.row.symbol ?? "clock"
                ready: page.row.ready === true
                terse: Theme.extra
            }
            Column {
                id: told
                x: Theme.inset
                y: drawn.y + drawn.height + Theme.inset
                width: parent.width - 2 * x

                Words {
                    width: parent.width
                    text: (page.row.whenHead ?? "") + "　" + (page.row.whenText ?? "")
                    em: Theme.bigLabel
                    bold: true
                    tall: 1.35
                    color: Theme.tone(page.row.whenTone ?? "ink")
                }
                Words {
                    width: parent.width
                    visible: text !== ""
                    text: Theme.keep(page.row.canCancel === true ? page.row.under ?? "" : page.row.whyNot ?? "")
                    em: Theme.second
                }
            }
        }
        Notice {
            id: news
            visible: MyPage.message !== ""
            y: parent.height - height
            width: parent.width
            kind: MyPage.good ? "here" : "warning"
            text: MyPage.message
        }
    }
    CancelDialog {
        id: ask
    }
}
