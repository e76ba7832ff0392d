import QtQuick
import Shirabe
import Shirabe.Backend

/* つづけますか: one question, one button, thirty blocks. Nothing personal is visible. */
FocusScope {
    id: page

    readonly property bool narrow: Theme.portrait

    Rectangle {
        anchors.fill: parent
        color: Theme.paper
    }
    Rectangle {
        id: panel
        anchors.horizontalCenter: parent.horizontalCenter
        y: Theme.lowReach ? parent.height - height - Theme.block : Math.round((parent.height - height) / 2)
        width: Math.min(parent.width - 2 * Theme.margin, Theme.mm(348))
        height: Math.min(parent.height - 2 * Theme.gap, content.height + 2 * Theme.mm(Theme.compact ? 8 : 18))
        radius: Theme.panelCorner
        color: Theme.white
        border.width: Theme.line3
        border.color: Theme.ink

        Column {
            id: content
            x: Theme.mm(Theme.compact ? 10 : 20)
            anchors.verticalCenter: parent.verticalCenter
            width: parent.width - 2 * x
            spacing: Theme.compact || Theme.large ? Theme.block : Theme.mm(10)

            Item {
                width: parent.width
                height: page.narrow ? words.height + count.height : Math.max(words.height, count.height)

                Column {
                    id: words
                    width: page.narrow ? parent.width : parent.width - count.width - Theme.block
                    spacing: Theme.gap

                    Words {
                        width: parent.width
                        text: qsTr("つづけますか")
                        em: Theme.extra || Theme.compact ? Theme.bookTitle : Theme.huge
                        bold: true
                        tall: 1.25
                        color: Theme.ink
                        Accessible.role: Accessible.Heading
                    }
                    Words {
                        width: parent.width
                        text: qsTr("そのまま何もしないと、画面をすべて消して\nはじめにもどります。")
                        em: Theme.extra ? Theme.body : Theme.bigLabel
                        tall: 1.6
                    }
                }
                Row {
                    id: count
                    anchors.right: parent.right
                    anchors.bottom: parent.bottom
                    spacing: Theme.s4
                    Accessible.role: Accessible.StaticText
                    Accessible.name: qsTr("あと%1秒").arg(Session.secondsLeft)

                    Words {
                        anchors.bottom: parent.bottom
                        text: qsTr("あと")
                        em: Theme.section
                        Accessible.ignored: true
                    }
                    Words {
                        anchors.bottom: parent.bottom
                        text: Session.secondsLeft
                        em: Theme.compact ? Theme.letter(28) : Theme.letter(Theme.large ? 30 : 38)
                        bold: true
                        tall: 1
                        tabular: true
                        color: Theme.accent
                        Accessible.ignored: true
                    }
                    Words {
                        anchors.bottom: parent.bottom
                        text: qsTr("秒")
                        em: Theme.section
                        Accessible.ignored: true
                    }
                }
            }
            CountdownBlocks {
                width: parent.width
                full: Session.secondsLeft
                total: Session.secondsTotal
            }
            Button {
                width: parent.width
                tall: Theme.wide(Theme.compact ? 34 : 54)
                corner: Theme.bigCorner
                focus: true
                kind: "primary"
                symbol: "hand"
                em: Theme.extra || Theme.compact ? Theme.bookTitle : Theme.letter(17.5)
                text: qsTr("つづける")
                onClicked: Session.stay()
            }
            Words {
                visible: !Theme.extra
                width: parent.width
                horizontalAlignment: Text.AlignHCenter
                text: Cart.count > 0 ? (Cart.onlyBooks ? qsTr("予約かごの%1冊と、いまの画面はそのまま残っています。").arg(Cart.count) : qsTr("予約かごの%1点と、いまの画面はそのまま残っています。").arg(Cart.count)) : qsTr("いまの画面はそのまま残っています。")
            }
        }
    }
}
