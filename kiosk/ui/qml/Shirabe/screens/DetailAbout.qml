import QtQuick
import Shirabe
import Shirabe.Backend

/*
 What the open title is: kind, title, subtitle, who made it, publisher and year.
   few       the largest letters: title and one line
   reading   for reading only (low reach): the author is named and not a button
*/
Column {
    id: about

    property bool few: false
    property bool reading: false
    readonly property var book: Opened.title
    readonly property bool plain: few || reading

    StateBadge {
        visible: !about.few
        symbol: about.book.kindIcon ?? ""
        text: about.book.kind ?? ""
        bold: false
        tone: "sub"
    }
    Words {
        readonly property bool long: text.length > (Theme.compact ? 22 : 34)
        width: parent.width
        text: about.book.title ?? ""
        em: about.reading && about.few && Theme.compact ? Theme.section : long ? Theme.heading : Theme.compact ? Theme.letter(12) : Theme.bookTitle
        bold: true
        tall: 1.25
        maximumLineCount: about.few ? 2 : 3
        color: Theme.ink
        Accessible.role: Accessible.Heading
    }
    Words {
        width: parent.width
        visible: text !== "" && !about.few
        text: about.book.subtitle ?? ""
        em: Theme.notice
        tall: 1.45
    }
    Item {
        width: 1
        height: about.few ? 0 : Theme.s2
    }
    Flow {
        width: parent.width
        spacing: Theme.s4

        Button {
            visible: (about.book.creator ?? "") !== "" && !about.plain
            kind: "blue"
            tall: Theme.tapRow
            em: Theme.second
            chevron: "right"
            text: qsTr("%1 の本をもっと見る").arg(about.book.creator ?? "")
            width: Math.min(implicitWidth, about.width)
            onClicked: Opened.moreBy()
        }
        Words {
            width: Math.min(implicitWidth, about.width)
            height: about.plain ? implicitHeight : Math.max(Theme.tapRow, implicitHeight)
            text: about.plain ? [about.book.creators ?? "", about.book.facts ?? ""].join("　") : about.book.facts ?? ""
            em: Theme.second
            tall: 1.4
        }
    }
}
