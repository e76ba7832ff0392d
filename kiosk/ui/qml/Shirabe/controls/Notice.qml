import QtQuick
import Shirabe

/*
 A notice: 2 px border, tint, icon, words in ink; three lines at most.
   kind   "time" | "warning" | "info" | "quiet" | "error" | "here"
   title  bold first words or line, "" none; `text` the sentence
   symbol   another icon than the kind's own
   inline title and text on one line
*/
Rectangle {
    id: notice

    property string kind: "info"
    property string title: ""
    property string text: ""
    property string symbol: ""
    property bool inline: false
    property int em: Theme.second
    property int titleEm: Theme.body
    readonly property string tone: kind === "info" ? "blue" : kind === "quiet" ? "ink" : kind
    readonly property string drawn: {
        if (symbol !== "")
            return symbol;
        switch (kind) {
        case "time":
            return "clock";
        case "warning":
            return "warning";
        case "error":
            return "warning";
        case "here":
            return "here";
        default:
            return "info";
        }
    }

    implicitHeight: lines.height + 2 * Theme.mm(4)
    implicitWidth: Theme.mm(150)
    radius: Theme.corner
    color: Theme.tint(tone)
    border.width: Theme.line
    border.color: kind === "quiet" ? Theme.rule : Theme.tone(tone)
    Accessible.role: Accessible.Notification
    Accessible.name: (title + " " + text).trim()

    Icon {
        id: mark
        x: Theme.inset
        anchors.verticalCenter: parent.verticalCenter
        name: notice.drawn
        size: Theme.letter(8.6)
        color: notice.kind === "quiet" ? Theme.ink : Theme.tone(notice.tone)
        ground: notice.color
    }
    Flow {
        id: lines
        anchors.left: mark.right
        anchors.leftMargin: Theme.s4
        anchors.right: parent.right
        anchors.rightMargin: Theme.s4
        anchors.verticalCenter: parent.verticalCenter
        spacing: notice.inline ? Theme.s4 : 0

        Words {
            visible: text !== ""
            width: notice.inline ? Math.min(implicitWidth, parent.width) : parent.width
            text: Theme.keep(notice.title)
            em: notice.titleEm
            bold: true
            tall: 1.4
            color: Theme.ink
            Accessible.ignored: true
        }
        Words {
            visible: text !== ""
            width: notice.inline ? Math.min(implicitWidth, parent.width) : parent.width
            text: Theme.keep(notice.text)
            em: notice.em
            tall: 1.5
            color: Theme.ink
            Accessible.ignored: true
        }
    }
}
