pragma ComponentBehavior: Bound

import QtQuick
import Shirabe
import Shirabe.Backend

/* The words of a new-arrival alert: typed on the board, or taken from a heading in its own letters. */
DeckTyping {
    id: page

    readonly property bool narrow: Theme.portrait

    title: AlertWords.changing ? qsTr("ことばをなおす") : qsTr("ことばを足す")
    sets: "words"
    onGoneBack: Session.back()
    onLetter: sign => AlertWords.press(sign)
    onErase: AlertWords.erase()
    onClear: AlertWords.clear()
    onEnter: AlertWords.save()
    deck: [
        DeckRow {
            id: foot
            readonly property int many: AlertWords.headings.length
            parts: page.narrow ? 4 : page.low ? 12 : 10
            tall: page.rowTall

            DeckButton {
                visible: page.low
                width: foot.of(page.narrow ? 1 : 2)
                tall: foot.tall
                chevron: page.narrow && Theme.large ? "" : "left"
                text: qsTr("もどる")
                onClicked: Session.back()
            }
            DeckButton {
                width: foot.of(page.narrow && !page.low && foot.many > 0 ? 2 : 1)
                tall: foot.tall
                text: qsTr("空白")
                onClicked: AlertWords.press(" ")
            }
            Repeater {
                model: AlertWords.headings

                DeckButton {
                    required property string modelData
                    width: foot.of(page.narrow ? 2 : 3)
                    tall: foot.tall
                    em: Math.min(Theme.body, Math.round(foot.tall * 0.3), Math.round(foot.of(page.narrow ? 2 : 3) / Math.max(5, Math.min(9, modelData.length))))
                    kind: "blue"
                    text: modelData
                    say: qsTr("%1にする").arg(modelData)
                    onClicked: AlertWords.take(modelData)
                }
            }
            DeckButton {
                width: foot.of(!page.narrow ? 9 - 3 * foot.many : foot.many === 1 ? 4 : foot.many > 1 || page.low ? 2 : 3)
                tall: foot.tall
                kind: AlertWords.typed !== "" ? "primary" : "yet"
                symbol: AlertWords.typed !== "" && foot.many === 0 ? "tick" : ""
                text: AlertWords.waiting ? qsTr("お預かりしています") : AlertWords.typed !== "" ? qsTr("登録する") : qsTr("ことばを打ってください")
                onClicked: AlertWords.save()
            }
        }
    ]

    Column {
        width: parent.width
        spacing: Theme.compact || Theme.large ? Theme.s2 : Theme.s4

        Words {
            width: parent.width
            text: qsTr("著者・書名・ことば")
            em: Theme.large || Theme.compact ? Theme.bigLabel : Theme.section
            bold: true
            tall: 1.35
            color: Theme.ink
            Accessible.role: Accessible.Heading
        }
        TypedField {
            width: parent.width
            text: AlertWords.typed
            name: qsTr("著者・書名・ことば")
        }
        Notice {
            width: parent.width
            visible: AlertWords.message !== ""
            kind: "warning"
            text: AlertWords.message
        }
        Words {
            visible: !(Theme.large && Theme.compact)
            width: parent.width
            text: qsTr("ひらがなで打つと、下に漢字の候補が出ます。")
            em: Theme.second
        }
    }
}
