import QtQuick
import Shirabe

/*
 A white panel with a rule round it; give it children, they stand over it from its top left.
   heading   words in the head cell, "" none; `note` right in the head cell
   tone      "" quiet | "here" (green edge and head) | "ink" (dark edge) | "blue"
   symbol    icon in the head cell
   headHeight / headEm   of the head cell, px
   bodyTop   y where the content begins (under the head cell)
*/
Rectangle {
    id: panel

    property string heading: ""
    property string note: ""
    property string tone: ""
    property string symbol: ""
    property int headEm: Theme.body
    property int headHeight: heading === "" ? 0 : Math.max(Theme.mm(Theme.compact ? 13.4 : 16), Math.round(headEm * 2))
    readonly property int bodyTop: headHeight

    color: Theme.white
    radius: Theme.panelCorner
    border.width: tone === "ink" || tone === "blue" ? Theme.line3 : Theme.line
    border.color: tone === "here" ? Theme.success : tone === "ink" ? Theme.ink : tone === "blue" ? Theme.primary : Theme.rule

    Rectangle {
        visible: panel.heading !== ""
        x: panel.border.width
        y: panel.border.width
        width: panel.width - 2 * x
        height: panel.headHeight - y
        topLeftRadius: panel.radius - x
        topRightRadius: panel.radius - x
        color: panel.tone === "here" ? Theme.successTint : Theme.paper2

        Rectangle {
            visible: panel.tone !== "here"
            anchors.bottom: parent.bottom
            width: parent.width
            height: Theme.line
            color: Theme.rule
        }
        Icon {
            id: mark
            x: Theme.inset
            anchors.verticalCenter: parent.verticalCenter
            name: panel.symbol
            size: Math.round(panel.headEm * 1.05)
            color: title.color
            ground: parent.color
        }
        Words {
            id: title
            x: Theme.inset + (panel.symbol === "" ? 0 : mark.width + Theme.s4)
            width: parent.width - x - Theme.inset - (side.visible ? side.width + Theme.gap : 0)
            anchors.verticalCenter: parent.verticalCenter
            text: panel.heading
            em: panel.headEm
            bold: true
            tall: 1.3
            color: panel.tone === "here" ? Theme.success : Theme.ink
            Accessible.role: Accessible.Heading
        }
        Words {
            id: side
            visible: panel.note !== ""
            anchors.right: parent.right
            anchors.rightMargin: Theme.inset
            anchors.verticalCenter: parent.verticalCenter
            text: panel.note
            em: Theme.second
            color: Theme.sub
            tabular: true
        }
    }
}
