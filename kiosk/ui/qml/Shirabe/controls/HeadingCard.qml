import QtQuick
import Shirabe

/*
 A heading to search for: reading above, words, kind and count right.
   heading   {text, kana, icon, word, count} of Finding.headings
   plain     words only, centred (low reach)
*/
Tappable {
    id: card

    property var heading: ({})
    property bool plain: false

    text: heading.text ?? ""
    say: [text, heading.word ?? "", heading.count ?? ""].join(" ").trim()
    implicitHeight: Math.max(Theme.wide(Theme.compact ? 18 : 21.3), lines.height + Theme.gap)

    background: Rectangle {
        radius: card.corner
        color: card.lit ? Theme.primaryTint : Theme.white
        border.width: Theme.line
        border.color: card.lit ? Theme.primary : Theme.edge
    }
    contentItem: Item {
        Column {
            id: lines
            x: card.plain ? Theme.s2 : Theme.inset * 0.9
            width: (card.plain ? parent.width : side.x) - x - Theme.s2
            anchors.verticalCenter: parent.verticalCenter

            Words {
                width: parent.width
                visible: text !== "" && !card.plain
                text: card.heading.kana ?? ""
                em: Theme.least
                tall: 1.2
                color: Theme.sub
                elide: Text.ElideRight
                wrapMode: Text.NoWrap
                Accessible.ignored: true
            }
            Words {
                readonly property bool long: [...text].reduce((sum, letter) => sum + (letter < "\u0080" ? 0.6 : 1), 0) * Theme.letter(8.4) > width
                width: parent.width
                text: card.text
                em: card.plain || long ? Theme.body : Theme.letter(8.4)
                bold: true
                tall: 1.2
                maximumLineCount: 2
                horizontalAlignment: card.plain ? Text.AlignHCenter : Text.AlignLeft
                color: Theme.ink
                Accessible.ignored: true
            }
        }
        Row {
            id: side
            visible: !card.plain
            anchors.right: parent.right
            anchors.rightMargin: Theme.inset * 0.9
            anchors.verticalCenter: parent.verticalCenter
            spacing: Theme.s2

            Icon {
                anchors.verticalCenter: parent.verticalCenter
                name: card.heading.icon ?? ""
                size: Theme.iconSmall
                color: Theme.sub
            }
            Words {
                text: card.heading.word ?? ""
                em: Theme.small
                color: Theme.sub
                Accessible.ignored: true
            }
            Words {
                width: Math.max(implicitWidth, Theme.letter(12.6))
                horizontalAlignment: Text.AlignRight
                text: card.heading.count ?? ""
                em: Theme.small
                bold: true
                tabular: true
                color: Theme.ink
                Accessible.ignored: true
            }
        }
    }
}
