// The demo's side panel: night, staff and weather, outside the patron's screen.
import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import QtQuick.Window

ApplicationWindow {
    id: root

    required property var panel

    width: 460
    height: 900
    minimumWidth: 420
    minimumHeight: 560
    visible: true
    title: "しらべ 体験パネル / Shirabe demo panel"
    color: "#F5F5F5"
    font.pixelSize: 15

    component Heading: Label {
        Layout.fillWidth: true
        Layout.topMargin: 10
        font.pixelSize: 17
        font.bold: true
        color: "#1A1A1A"
    }

    component Act: Button {
        id: act

        Layout.fillWidth: true
        implicitHeight: 44
        enabled: !root.panel.busy
        font.pixelSize: 15
        contentItem: Text {
            text: act.text
            font: act.font
            color: act.enabled ? "#FFFFFF" : "#333333"
            horizontalAlignment: Text.AlignHCenter
            verticalAlignment: Text.AlignVCenter
            elide: Text.ElideRight
        }
        background: Rectangle {
            radius: 8
            color: act.enabled ? (act.down ? "#000071" : "#0017C1") : "#D9D9D9"
        }
    }

    component Fact: RowLayout {
        id: fact

        property string name: ""
        property string value: ""

        Layout.fillWidth: true
        Label {
            text: fact.name
            color: "#333333"
            Layout.preferredWidth: 170
        }
        Label {
            text: fact.value
            color: "#1A1A1A"
            font.bold: true
            wrapMode: Text.Wrap
            Layout.fillWidth: true
        }
    }

    ScrollView {
        id: scroll

        anchors.fill: parent
        anchors.margins: 16
        contentWidth: availableWidth

        ColumnLayout {
            width: scroll.availableWidth
            spacing: 8

            Heading {
                text: "時計 / Clock"
                Layout.topMargin: 0
            }
            Label {
                text: root.panel.clock
                font.pixelSize: 26
                font.bold: true
                color: "#1A1A1A"
            }
            GridLayout {
                columns: 2
                columnSpacing: 8
                rowSpacing: 8
                Layout.fillWidth: true
                Act {
                    text: "つぎの午前3時へ"
                    onClicked: root.panel.passUntil(3)
                }
                Act {
                    text: "つぎの午前10時へ"
                    onClicked: root.panel.passUntil(10)
                }
                Act {
                    text: "1時間すすめる"
                    onClicked: root.panel.passHours(1)
                }
                Act {
                    text: "1週間すすめる"
                    onClicked: root.panel.passHours(7 * 24)
                }
            }

            Heading {
                text: "ネットワーク / Network"
            }
            Fact {
                name: "いまの状態"
                value: root.panel.up ? "つながっています" : "切れています"
            }
            Act {
                text: root.panel.up ? "ケーブルをぬく" : "ケーブルをさす"
                onClicked: root.panel.setUp(!root.panel.up)
            }

            Heading {
                text: "受付処理 / Intake"
            }
            Fact {
                name: "端末で待つ申込み"
                value: root.panel.seen.queued + " 件"
            }
            Fact {
                name: "さいごの通信"
                value: root.panel.seen.sync
            }
            Fact {
                name: "つぎの受付処理"
                value: root.panel.seen.intake
            }
            Fact {
                name: "さいごの結果"
                value: root.panel.seen.report || "―"
            }
            Act {
                text: "いま受付処理をする"
                onClicked: root.panel.runIntake()
            }

            Heading {
                text: "ためせるカード / Cards to try"
            }
            Repeater {
                model: root.panel.cards

                Rectangle {
                    id: card

                    required property var modelData

                    Layout.fillWidth: true
                    implicitHeight: told.implicitHeight + 16
                    radius: 8
                    color: "#FFFFFF"
                    border.color: "#666666"

                    ColumnLayout {
                        id: told

                        anchors.left: parent.left
                        anchors.right: parent.right
                        anchors.verticalCenter: parent.verticalCenter
                        anchors.margins: 10
                        spacing: 2
                        Label {
                            text: "カード " + card.modelData.card + "  パスワード " + card.modelData.secret
                            font.bold: true
                            color: "#1A1A1A"
                        }
                        Label {
                            text: card.modelData.shows
                            color: "#333333"
                            wrapMode: Text.Wrap
                            Layout.fillWidth: true
                        }
                    }
                }
            }
        }
    }
}
