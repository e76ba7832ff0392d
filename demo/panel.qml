// The demo's side panel: night, staff and weather, outside the patron's screen. It has the paper, ink
// and blue of the terminal, and a dark head that says it is no page for patrons.
import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import QtQuick.Window

ApplicationWindow {
    id: root

    required property var panel

    readonly property color paper: "#FBF9F5"
    readonly property color paper2: "#F4F0E9"
    readonly property color rule: "#CDC5B6"
    readonly property color edge: "#666666"
    readonly property color ink: "#1A1A1A"
    readonly property color sub: "#4D4943"
    readonly property color blue: "#0017C1"
    readonly property color blueTint: "#EAEFFB"
    readonly property color here: "#197A4B"
    readonly property color time: "#8F4A12"

    width: 460
    height: 900
    minimumWidth: 420
    minimumHeight: 560
    visible: true
    title: "しらべ 体験パネル / Shirabe demo panel"
    color: paper
    font.pixelSize: 15

    component Words: Text {
        property bool strong: false

        color: root.ink
        font.pixelSize: 15
        font.weight: strong ? Font.Bold : Font.Normal
        textFormat: Text.PlainText
        wrapMode: Text.Wrap
    }

    // a white card with a name in both languages
    component Card: Rectangle {
        id: card

        property string name: ""
        property string english: ""
        default property alias inside: body.data

        Layout.fillWidth: true
        implicitHeight: body.implicitHeight + 28
        radius: 10
        color: "#FFFFFF"
        border.width: 1
        border.color: root.rule

        ColumnLayout {
            id: body

            x: 16
            y: 12
            width: parent.width - 32
            spacing: 8

            RowLayout {
                spacing: 8
                Words {
                    text: card.name
                    font.pixelSize: 17
                    strong: true
                }
                Words {
                    Layout.fillWidth: true
                    text: card.english
                    color: root.sub
                }
            }
        }
    }

    component Act: Button {
        id: act

        property string english: ""
        property bool main: false
        readonly property bool waiting: root.panel.busy
        readonly property color words: waiting ? root.sub : main || down ? "#FFFFFF" : root.ink

        Layout.fillWidth: true
        Layout.preferredWidth: 100
        implicitHeight: 54
        enabled: !waiting
        Accessible.name: text + " " + english
        contentItem: Item {
            Column {
                width: parent.width
                anchors.verticalCenter: parent.verticalCenter
                spacing: 1

                Words {
                    width: parent.width
                    text: act.text
                    strong: true
                    wrapMode: Text.NoWrap
                    horizontalAlignment: Text.AlignHCenter
                    color: act.words
                }
                Words {
                    width: parent.width
                    text: act.english
                    font.pixelSize: 12
                    wrapMode: Text.NoWrap
                    horizontalAlignment: Text.AlignHCenter
                    color: act.words
                }
            }
        }
        background: Rectangle {
            radius: 8
            color: act.waiting ? root.paper2 : act.down ? "#000B66" : act.main ? root.blue : "#FFFFFF"
            border.width: act.visualFocus ? 3 : 1
            border.color: act.waiting ? root.rule : act.main ? root.blue : root.edge
        }
    }

    component Fact: RowLayout {
        id: fact

        property string name: ""
        property string value: ""
        property color tone: root.ink

        Layout.fillWidth: true
        spacing: 8
        Words {
            text: fact.name
            color: root.sub
            Layout.preferredWidth: 196
        }
        Words {
            text: fact.value
            strong: true
            color: fact.tone
            Layout.fillWidth: true
        }
    }

    header: Rectangle {
        implicitHeight: heading.implicitHeight + 24
        color: root.ink

        ColumnLayout {
            id: heading

            x: 16
            y: 12
            width: parent.width - 32
            spacing: 2
            Words {
                text: "体験パネル　Demo panel"
                font.pixelSize: 19
                strong: true
                color: "#FFFFFF"
            }
            Words {
                Layout.fillWidth: true
                text: "図書館の夜と係とネットワークの代わりです。利用者には見えません。"
                font.pixelSize: 13
                color: "#FFFFFF"
            }
            Words {
                Layout.fillWidth: true
                text: "Stands for night, staff and network. Patrons never see it."
                font.pixelSize: 12
                color: "#FFFFFF"
            }
        }
    }

    ScrollView {
        id: scroll

        anchors.fill: parent
        anchors.margins: 14
        contentWidth: availableWidth
        ScrollBar.horizontal.policy: ScrollBar.AlwaysOff

        ColumnLayout {
            width: scroll.availableWidth
            spacing: 12

            Card {
                name: "時計"
                english: "Clock"

                Words {
                    text: root.panel.clock
                    font.pixelSize: 26
                    font.features: ({
                            "tnum": 1
                        })
                    strong: true
                }
                GridLayout {
                    columns: 2
                    columnSpacing: 8
                    rowSpacing: 8
                    Layout.fillWidth: true
                    Act {
                        text: "次の午前3時へ"
                        english: "on to 3 a.m."
                        onClicked: root.panel.passUntil(3)
                    }
                    Act {
                        text: "次の午前10時へ"
                        english: "on to 10 a.m."
                        onClicked: root.panel.passUntil(10)
                    }
                    Act {
                        text: "1時間すすめる"
                        english: "one hour later"
                        onClicked: root.panel.passHours(1)
                    }
                    Act {
                        text: "1週間すすめる"
                        english: "one week later"
                        onClicked: root.panel.passHours(7 * 24)
                    }
                }
            }

            Card {
                name: "ネットワーク"
                english: "Network"

                Fact {
                    name: "いまの状態　now"
                    value: root.panel.up ? "つながっています" : "切れています"
                    tone: root.panel.up ? root.here : root.time
                }
                Act {
                    text: root.panel.up ? "ケーブルをぬく" : "ケーブルをさす"
                    english: root.panel.up ? "pull the cable" : "plug the cable in"
                    onClicked: root.panel.setUp(!root.panel.up)
                }
            }

            Card {
                name: "受付処理"
                english: "Intake"

                Fact {
                    name: "端末で待つ申込　waiting"
                    value: root.panel.seen.queued + "件"
                }
                Fact {
                    name: "最後の通信　last sync"
                    value: root.panel.seen.sync
                }
                Fact {
                    name: "次の受付処理　next"
                    value: root.panel.seen.intake
                    tone: root.time
                }
                Fact {
                    name: "最後の結果　last result"
                    value: root.panel.seen.report || "―"
                }
                Act {
                    text: "いま受付処理をする"
                    english: "run the intake now"
                    main: true
                    onClicked: root.panel.runIntake()
                }
            }

            Card {
                name: "ためせるカード"
                english: "Cards to try"

                Repeater {
                    model: root.panel.cards

                    ColumnLayout {
                        id: one

                        required property var modelData
                        required property int index

                        Layout.fillWidth: true
                        spacing: 3
                        Rectangle {
                            visible: one.index > 0
                            Layout.fillWidth: true
                            Layout.bottomMargin: 5
                            implicitHeight: 1
                            color: root.rule
                        }
                        RowLayout {
                            spacing: 8
                            Words {
                                text: "カード"
                                font.pixelSize: 13
                                color: root.sub
                            }
                            Words {
                                text: one.modelData.card
                                strong: true
                            }
                            Words {
                                Layout.leftMargin: 8
                                text: "パスワード"
                                font.pixelSize: 13
                                color: root.sub
                            }
                            Words {
                                text: one.modelData.secret
                                strong: true
                            }
                        }
                        Words {
                            Layout.fillWidth: true
                            text: one.modelData.shows
                            font.pixelSize: 14
                            color: root.sub
                        }
                    }
                }
            }
        }
    }
}
