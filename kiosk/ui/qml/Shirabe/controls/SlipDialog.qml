pragma ComponentBehavior: Bound

import QtQuick
import Shirabe
import Shirabe.Backend

/*
 The slip for the counter: what was looked for, to be shown to staff or taken along on a telephone.
 Large letters leave a small panel no room for what is said of the code.
*/
Dialog {
    id: dialog

    readonly property bool terse: Theme.compact && Theme.large
    readonly property bool narrow: Theme.portrait
    readonly property int inside: dialog.wide - 2 * Theme.mm(Theme.compact ? 10 : 18)

    title: Theme.keep(Theme.extra || Theme.large && narrow ? qsTr("係にお見せください") : qsTr("窓口の係に、お見せください"))

    Grid {
        width: parent.width
        columns: dialog.narrow ? 1 : 2
        spacing: Theme.s8

        Column {
            id: asked
            width: !dialog.narrow ? dialog.inside - beside.width - parent.spacing : dialog.inside
            spacing: Theme.gap

            Repeater {
                model: Slip.rows

                Column {
                    id: row
                    required property var modelData
                    width: asked.width

                    Words {
                        width: parent.width
                        text: row.modelData.name
                        em: Theme.second
                        tall: 1.35
                        color: Theme.sub
                    }
                    Words {
                        width: parent.width
                        text: Theme.keep(row.modelData.text)
                        em: Theme.extra || Theme.compact ? Theme.body : Theme.section
                        bold: true
                        tall: 1.35
                        maximumLineCount: 3
                        elide: Text.ElideRight
                        color: Theme.ink
                    }
                }
            }
        }
        Column {
            id: beside
            width: dialog.narrow ? dialog.inside : Theme.mm(dialog.terse ? 46 : Theme.compact ? 72 : 84)
            spacing: Theme.s2

            QrCode {
                width: Math.min(parent.width, Theme.mm(Theme.compact ? 46 : 60))
                height: width
                source: dialog.shown ? Slip.image : ""
                name: qsTr("おたずねのQRコード")
            }
            Words {
                visible: !dialog.terse
                width: parent.width
                text: Theme.keep(qsTr("スマートフォンで読めます。お名前とカード番号は入っていません。"))
                em: Theme.least
                tall: 1.4
                color: Theme.sub
            }
        }
    }
    Words {
        width: parent.width
        visible: !Theme.large || Theme.portrait
        text: Theme.keep(qsTr("ほかの図書館の本もお調べします。"))
        em: Theme.body
    }
    Button {
        width: parent.width
        tall: Theme.compact ? Theme.tap : Theme.tapMain
        em: Theme.section
        kind: "primary"
        chevron: "left"
        text: qsTr("画面にもどる")
        focus: dialog.shown
        onClicked: Slip.close()
    }
}
