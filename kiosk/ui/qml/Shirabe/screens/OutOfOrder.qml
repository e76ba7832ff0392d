import QtQuick
import Shirabe
import Shirabe.Backend

/* The terminal cannot be used: what patrons can do instead, and one sentence for staff. */
Page {
    id: page

    headless: true
    focus: true

    Column {
        anchors.centerIn: parent
        width: Math.min(parent.width, Theme.mm(300))
        spacing: Theme.block

        Icon {
            name: "person"
            size: Theme.letter(24)
            color: Theme.accent
        }
        Words {
            width: parent.width
            text: qsTr("ただいま、この画面はお休みしています")
            em: Theme.bookTitle
            bold: true
            tall: 1.3
            color: Theme.ink
            Accessible.role: Accessible.Heading
        }
        Words {
            width: parent.width
            text: qsTr("本を探すこと、予約することは、窓口でできます。\nお手数ですが、係におたずねください。")
            em: Theme.bigLabel
            tall: 1.6
        }
        Notice {
            width: parent.width
            kind: "quiet"
            symbol: "settings"
            title: qsTr("係の方へ")
            titleEm: Theme.second
            text: Session.trouble
        }
    }
}
