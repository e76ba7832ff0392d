import QtQuick
import Shirabe
import Shirabe.Backend

/* Shelf and spine label, as large as the screen allows: to remember on the way there. */
Dialog {
    id: dialog

    title: Opened.title.title ?? ""

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
            width: Math.min(implicitWidth, dialog.wide - spine.width - Theme.mm(50))
            anchors.verticalCenter: parent.verticalCenter

            Words {
                width: Math.min(implicitWidth, dialog.wide - spine.width - Theme.mm(50))
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
                width: Math.min(implicitWidth, dialog.wide - spine.width - Theme.mm(50))
                text: qsTr("左は、本の背のラベルと同じです")
                em: Theme.second
                color: Theme.sub
            }
        }
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
