import QtQuick
import Shirabe
import Shirabe.Backend

/*
 Where the title stands, seen from here: state in the head, then shelf and spine label, or what can
 be said instead; a touch shows the shelf large, to walk there with.
   big   the larger arrangement for large letters
   acts  the button stands inside (else the caller has one)
*/
Panel {
    id: panel

    property bool big: false
    property bool acts: true
    readonly property int pad: Theme.mm(Theme.compact ? 3 : 4.5)
    readonly property int room: height - bodyTop - 2 * pad - (look.visible ? look.height + Theme.s4 : 0)
    readonly property bool roomy: room > Theme.letter(35) * 1.4
    // a code to take the number along, where it leaves the rest its room
    readonly property bool coded: acts && shelved && !Theme.large && room > Theme.letter(35) * 1.3 + code.width + Theme.block
    readonly property int under: coded ? code.height + Theme.block : 0
    readonly property var state_: Opened.title.head ?? ({})
    readonly property bool shelved: (Opened.title.shelf ?? "") !== "" || (Opened.title.call ?? "") !== ""

    heading: state_.word ?? ""
    symbol: state_.icon ?? ""
    tone: state_.tone === "here" ? "here" : ""
    headEm: heading.length > 14 && !Theme.portrait && (Theme.compact || Theme.large) ? Theme.second : Theme.section
    border.width: state_.tone === "here" ? Theme.line : Theme.line
    headHeight: Math.round(Theme.section * (Theme.compact ? 1.7 : 2))
    // what it can do with, whatever room it has now: its letters grow with that
    readonly property int least: bodyTop + (shelved ? Math.max(Theme.letter(22.6), smallest.height + Math.round(Theme.second * 1.4)) : told.height) + (look.visible ? look.height + Theme.s4 : 0) + 2 * pad
    implicitHeight: bodyTop + (shelved ? Math.max(Theme.letter(Theme.compact ? 22.6 : 35), words.height) : told.height) + (look.visible ? look.height + Theme.s4 : 0) + 2 * pad

    Words {
        id: smallest
        visible: false
        width: panel.width - Theme.inset - Theme.letter(36.7) - Theme.mm(5) - Theme.s4
        text: number.text
        em: Theme.section
        bold: true
        tall: 1.3
    }
    SpineLabel {
        id: label
        visible: panel.shelved && call !== ""
        x: Theme.inset
        y: panel.bodyTop + panel.pad + Math.max(0, Math.round((panel.room - height - panel.under) / 2))
        big: panel.roomy || !Theme.compact && (Theme.portrait || panel.room >= Theme.letter(35))
        factor: panel.roomy && !Theme.large && !Theme.compact ? 1.3 : 1
        call: Opened.title.call ?? ""
    }
    Column {
        id: words
        visible: panel.shelved
        x: label.visible ? label.x + label.width + Theme.mm(5) : Theme.inset
        width: panel.width - x - Theme.s4
        y: panel.bodyTop + panel.pad + Math.max(0, Math.round((panel.room - height - panel.under) / 2))

        Words {
            id: number
            width: parent.width
            text: Theme.keep(Opened.title.shelf ?? "")
            em: panel.roomy && !Theme.compact && !Theme.extra ? Theme.letter(9.9) : Theme.section
            bold: true
            tall: 1.3
            color: Theme.ink
        }
        Words {
            id: note
            width: parent.width
            visible: text !== ""
            text: Opened.title.shelfNote ?? ""
            em: Theme.second
            tall: 1.4
        }
        Words {
            width: parent.width
            // beside many reasons against a hold only what is needed to walk there stays
            visible: label.visible && !(Theme.compact && Theme.large) && (Theme.portrait || number.height + note.height + implicitHeight <= panel.room)
            text: Theme.keep(qsTr("左は、本の背のラベルと同じです"))
            em: Theme.least
            tall: 1.4
            color: Theme.sub
        }
    }
    QrCode {
        id: code
        visible: panel.coded
        x: Theme.inset
        y: Math.max(label.y + label.height, words.y + words.height) + Theme.block
        width: Theme.mm(Theme.compact ? 30 : 40)
        height: width
        source: panel.coded ? Opened.title.code ?? "" : ""
        name: qsTr("棚の番号のQRコード")
    }
    Words {
        visible: panel.coded
        x: code.x + code.width + Theme.mm(5)
        y: code.y
        width: panel.width - x - Theme.s4
        height: code.height
        text: Theme.keep(qsTr("スマートフォンで読むと、棚の番号を持って行けます。"))
        em: Theme.small
        tall: 1.45
        color: Theme.sub
    }
    Column {
        id: told
        visible: !panel.shelved
        x: Theme.inset
        y: panel.bodyTop + panel.pad + Math.max(0, Math.round((panel.room - height) / 2))
        width: panel.width - 2 * x

        Words {
            width: parent.width
            visible: text !== ""
            text: panel.state_.first ?? ""
            em: Theme.compact || Theme.extra ? Theme.body : Theme.section
            bold: true
            tall: 1.45
            color: Theme.ink
        }
        Words {
            width: parent.width
            visible: text !== ""
            text: panel.state_.second ?? ""
            em: Theme.second
        }
    }
    Button {
        id: look
        visible: panel.acts && panel.shelved
        x: Theme.inset
        width: panel.width - 2 * x
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.mm(Theme.compact ? 3 : 4.5)
        tall: Theme.compact ? Theme.tapRow : Theme.tap
        kind: "blue"
        symbol: "map"
        text: qsTr("棚を大きく見る")
        onClicked: Opened.setShelf(true)
    }
}
