import QtQuick
import Shirabe
import Shirabe.Backend

/* 本をさがす: the blue field that is the whole invitation. Its words take the room it is given. */
Tappable {
    id: invite
    corner: Theme.bigCorner
    text: qsTr("本をさがす")
    onClicked: Session.go("search")

    background: Rectangle {
        radius: Theme.bigCorner
        color: invite.lit ? Theme.primaryPressed : Theme.primary
    }
    contentItem: Item {
        Row {
            id: inside
            // how many letters high the words are long
            readonly property real wide: Theme.spaced === "" ? 5.4 : 7
            readonly property int widest: Math.min(Theme.letter(25), Math.round((invite.width - Theme.mm(24)) / wide))
            readonly property bool drawn: invite.height > Theme.letter(76) && invite.width > Theme.letter(38) + widest * wide + Theme.mm(24) + spacing
            readonly property int room: invite.width - Theme.mm(20) - (drawn ? Theme.letter(38) + spacing : 0)
            readonly property int push: Theme.wide(Theme.compact ? 16 : 21.8)
            readonly property int air: Theme.mm(Theme.compact ? 7 : 12) + 3 * Theme.s2
            readonly property int hinted: hint.lineHeight * hint.lineCount
            // a low field keeps its first words large and leaves the second out
            readonly property bool told: invite.height > hinted + air + Theme.letter(12) * 1.25
            readonly property int lines: told ? hinted : 0
            // the words first; what they leave decides about the drawn button and its distance
            readonly property bool button: invite.height > Theme.letter(16) * 1.25 + lines + push + air
            readonly property int rest: invite.height - lines - air - (button ? push : 0)
            readonly property int word: Math.min(widest, Math.round((rest - (button ? Theme.s2 : 0)) / 1.25))
            readonly property int between: Math.max(0, Math.min(Theme.mm(7), rest - Math.round(word * 1.25)))
            anchors.centerIn: parent
            spacing: Theme.mm(Theme.compact ? 8 : 14)

            Icon {
                visible: inside.drawn
                name: "search"
                size: Theme.letter(38)
                color: Theme.primaryWords
            }
            Column {
                spacing: Theme.s2

                Words {
                    width: Math.min(implicitWidth, inside.room)
                    text: qsTr("本をさがす")
                    em: inside.word
                    bold: true
                    tall: 1.25
                    color: Theme.primaryWords
                    Accessible.ignored: true
                }
                Words {
                    id: hint
                    visible: inside.told
                    width: Math.min(implicitWidth, inside.room)
                    text: Status.searchOpen ? qsTr("書名・著者・ことばの %1").arg(Theme.whole(qsTr("はじめの1字から"))) : qsTr("いまはお休みしています。\n%1から使えます。").arg(Theme.whole(Status.reopensText))
                    em: Theme.letter(invite.height < Theme.letter(60) ? 6.9 : 8.9)
                    tall: 1.4
                    color: Theme.primaryWords
                    Accessible.ignored: true
                }
                Item {
                    width: 1
                    visible: inside.button && inside.between > 0
                    height: inside.between
                }
                Rectangle {
                    visible: inside.button
                    width: Math.min(Theme.letter(139), inside.room)
                    height: inside.push
                    radius: Theme.corner
                    color: Theme.primaryWords

                    Row {
                        anchors.centerIn: parent
                        spacing: Theme.s4

                        Icon {
                            anchors.verticalCenter: parent.verticalCenter
                            name: "hand"
                            size: Theme.letter(9)
                            color: Theme.primary
                            ground: Theme.primaryWords
                        }
                        Words {
                            text: qsTr("ここにふれてください")
                            em: Theme.letter(8.4)
                            bold: true
                            color: Theme.primary
                            Accessible.ignored: true
                        }
                    }
                }
            }
        }
    }
}
