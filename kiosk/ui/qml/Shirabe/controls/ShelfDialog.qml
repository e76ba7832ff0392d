pragma ComponentBehavior: Bound

import QtQuick
import Shirabe
import Shirabe.Backend

/* Shelf and spine label, as large as the screen allows: to remember on the way there. */
Dialog {
    id: dialog

    // a code to take along, where there is room for it beside the words, or upright below them
    readonly property bool coded: !Theme.large
    readonly property bool beside: coded && !Theme.portrait
    readonly property int room: dialog.wide - spine.width - Theme.mm(50) - (beside ? code.width + Theme.mm(10) : 0)

    title: Opened.title.title ?? ""

    component Code: Column {
        width: Theme.mm(Theme.compact ? 44 : 56)
        spacing: Theme.s2

        QrCode {
            width: parent.width
            source: dialog.shown ? Opened.title.code ?? "" : ""
            name: qsTr("棚の番号のQRコード")
        }
        Words {
            width: parent.width
            horizontalAlignment: Text.AlignHCenter
            text: qsTr("スマートフォンで\n持って行けます")
            em: Theme.least
            tall: 1.35
            color: Theme.sub
        }
    }

    Row {
        spacing: Theme.mm(10)

        SpineLabel {
            id: spine
            anchors.verticalCenter: parent.verticalCenter
            big: true
            factor: Theme.large ? 1 : Theme.compact ? 1.2 : 1.5
            call: Opened.title.call ?? ""
        }
        Column {
            width: dialog.beside ? dialog.room : Math.min(implicitWidth, dialog.room)
            anchors.verticalCenter: parent.verticalCenter

            Words {
                width: Math.min(implicitWidth, dialog.room)
                text: Opened.title.shelf ?? ""
                em: Theme.letter(Theme.large ? 14 : 20)
                bold: true
                tall: 1.3
                color: Theme.ink
            }
            Words {
                visible: text !== ""
                text: Opened.title.shelfNote ?? ""
                em: Theme.section
            }
            Words {
                width: Math.min(implicitWidth, dialog.room)
                text: qsTr("左は、本の背のラベルと同じです")
                em: Theme.second
                color: Theme.sub
            }
        }
        Code {
            id: code
            visible: dialog.beside
        }
    }
    Code {
        visible: dialog.coded && !dialog.beside
    }
    Words {
        width: parent.width
        visible: !Theme.compact || !Theme.large
        text: qsTr("見つからないときは、係に声をおかけください。")
        em: Theme.body
    }
    Button {
        width: parent.width
        tall: Theme.tapMain
        em: Theme.section
        kind: "primary"
        chevron: "left"
        text: qsTr("本のページにもどる")
        focus: dialog.shown
        onClicked: Opened.setShelf(false)
    }
}
