pragma ComponentBehavior: Bound

import QtQuick
import Shirabe
import Shirabe.Backend

/*
 What happens next, in three steps: as cards where there is room for them, else as three lines.
   room   px that there are
*/
Item {
    id: steps

    property int room: 0
    readonly property bool narrow: Theme.portrait
    readonly property bool flat: Theme.large || room < Theme.mm(Theme.compact ? 45 : 58)
    readonly property int space: Math.round((Theme.compact ? Theme.gap : Theme.block) * 0.85)
    readonly property int each: Math.floor((width - 2 * space) / 3)
    readonly property var all: [
        {
            "symbol": "receipt",
            "word": qsTr("仮予約"),
            "text": qsTr("この画面で\nお預かりしました。")
        },
        {
            "symbol": "clock",
            "word": qsTr("受付処理"),
            "text": (Thanks.intakeText !== "" ? qsTr("%1です。").arg(Thanks.intakeText) : "") + Theme.spaced + (Thanks.counterFirst ? qsTr("窓口の予約が先です。") : "")
        },
        {
            "symbol": Thanks.contact === "phone" ? "phone" : Thanks.contact === "mail" ? "mail" : "screen",
            "word": qsTr("お知らせ"),
            "text": (Thanks.contact === "phone" ? qsTr("お電話します。") : Thanks.contact === "mail" ? qsTr("メールを送ります。") : qsTr("マイページで確かめてください。")) + Theme.spaced + Thanks.keepText
        }
    ]

    implicitHeight: flat ? lines.height + 2 * lines.y : Math.min(room, Theme.mm(78))

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
            id: mark
            x: disc.x + disc.width + Theme.s4
            y: disc.y + Math.round((disc.height - height) / 2)
            name: card.picture
            size: Theme.letter(9.5)
        }
        Words {
            visible: card.here && !Theme.large && x > mark.x + mark.width
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
            em: Theme.compact || steps.narrow ? Theme.small : Theme.notice
            tall: 1.5
        }
    }

    Row {
        visible: !steps.flat
        spacing: steps.space

        Repeater {
            model: steps.all

            StepCard {
                required property var modelData
                required property int index
                width: steps.each
                height: steps.height
                number: index + 1
                here: index === 0
                picture: modelData.symbol
                word: modelData.word
                text: Theme.keep(modelData.text.replace(/。(?=.)/g, "。\n"))
            }
        }
    }
    Panel {
        visible: steps.flat
        anchors.fill: parent

        Column {
            id: lines
            x: Theme.inset
            y: Theme.s2
            width: parent.width - 2 * x

            Repeater {
                model: steps.all

                Row {
                    id: line
                    required property var modelData
                    required property int index
                    width: lines.width
                    spacing: Theme.s4

                    Words {
                        id: figure
                        width: Theme.letter(6)
                        text: line.index + 1
                        em: Theme.second
                        bold: true
                        color: line.index === 0 ? Theme.primary : Theme.ink
                    }
                    Words {
                        id: said
                        width: Math.max(Theme.letter(29), implicitWidth)
                        text: line.modelData.word
                        em: Theme.second
                        bold: true
                        color: line.index === 0 ? Theme.primary : Theme.ink
                        wrapMode: Text.NoWrap
                    }
                    Words {
                        width: parent.width - said.width - figure.width - 2 * parent.spacing
                        text: Theme.keep(line.modelData.text.replace("\n", Theme.spaced))
                        em: Theme.second
                    }
                }
            }
        }
    }
}
