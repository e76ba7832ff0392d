import QtQuick
import Shirabe

/*
 A button.
   text      label; "\n" breaks it
   kind      "primary" (filled, one a page) | "blue" (about this very thing) | "ink" (all others)
             | "yet" (not yet: the label says what is missing; still taps) | "solid" (ink filled)
             | "plain" (blue words, no border) | "bare" (ink words, no border)
   symbol    name of an icon left of the label, "" none
   chevron   "" | "right" | "left" | "down" | "up": where it leads on
   tall      height in px: Theme.tap (84, default), Theme.tapRow (68), Theme.tapMain (112)
   em        letter size, Theme.body; Theme.section or bigLabel for a main action
   stacked   icon above the label
   on        a choice that is set: blue edge and tint
   count     figure at the end of the label ("予約かご  2")
*/
Tappable {
    id: button

    property string kind: "ink"
    property string symbol: ""
    property string chevron: ""
    property int tall: Theme.tap
    property int em: Theme.body
    property bool stacked: false
    property bool on: false
    property bool bold: true
    property bool leftAligned: false
    property string count: ""
    property int iconSize: Math.round(em * (stacked ? 1.4 : 1.2))
    readonly property int between: Math.round(em * 0.5)
    readonly property int around: stacked ? 0 : (before.visible ? before.width + between : 0) + (lead.visible ? lead.width + between : 0) + (after.visible ? after.width + between : 0) + (figure.visible ? figure.width + between : 0)
    readonly property int natural: Math.max(around + Math.ceil(label.implicitWidth), stacked ? before.width : 0)
    readonly property color words: {
        if (kind === "primary" || lit && kind !== "yet")
            return kind === "solid" ? Theme.white : Theme.primaryWords;
        if (kind === "solid")
            return Theme.white;
        if (kind === "blue" || kind === "plain")
            return Theme.primary;
        return Theme.ink;
    }
    readonly property color fill: {
        if (kind === "primary")
            return lit ? Theme.primaryPressed : Theme.primary;
        if (kind === "solid")
            return lit ? Theme.primaryPressed : Theme.ink;
        if (lit && kind !== "yet")
            return Theme.primary;
        if (kind === "yet")
            return Theme.paper2;
        if (on)
            return Theme.primaryTint;
        return kind === "plain" || kind === "bare" ? "transparent" : Theme.white;
    }

    say: count === "" ? "" : text + " " + count
    implicitHeight: Math.max(tall, contents.height + 2 * Theme.s2)
    implicitWidth: Math.max(Theme.tap, natural + 2 * leftPadding)
    leftPadding: Math.round(em * (stacked ? 0.72 : 0.86))
    rightPadding: leftPadding
    padding: 0

    background: Rectangle {
        color: button.fill
        radius: button.corner
        border.width: (button.kind === "plain" || button.kind === "bare") && !button.lit ? 0 : button.on ? Theme.line3 : Theme.line
        border.color: {
            if (button.kind === "primary" || button.kind === "solid")
                return button.fill;
            if (button.kind === "blue" || button.on || button.lit && button.kind !== "yet")
                return Theme.primary;
            return Theme.edge;
        }
    }
    contentItem: Item {

        Grid {
            id: contents
            readonly property int room: button.availableWidth - button.around
            anchors.verticalCenter: parent.verticalCenter
            x: button.leftAligned ? 0 : Math.round((parent.width - width) / 2)
            columns: button.stacked ? 1 : Math.max(1, [lead, before, label, figure, after].filter(part => part.visible).length)
            spacing: button.stacked ? Theme.hair : button.between
            horizontalItemAlignment: Grid.AlignHCenter
            verticalItemAlignment: Grid.AlignVCenter

            Icon {
                id: lead
                visible: button.chevron === "left"
                name: "left"
                size: button.iconSize
                color: button.words
                ground: button.fill
            }
            Icon {
                id: before
                name: button.symbol
                size: button.iconSize
                color: button.words
                ground: button.fill
            }
            Words {
                id: label
                width: Math.min(implicitWidth, Math.max(button.em, contents.room))
                visible: text !== ""
                text: Theme.keep(button.text)
                em: button.em
                bold: button.bold
                tall: button.stacked ? 1.3 : 1.35
                color: button.words
                horizontalAlignment: button.leftAligned ? Text.AlignLeft : Text.AlignHCenter
                Accessible.ignored: true
            }
            Words {
                id: figure
                visible: button.count !== ""
                text: button.count
                em: button.em
                bold: button.bold
                tall: 1.35
                tabular: true
                color: button.words
                Accessible.ignored: true
            }
            Icon {
                id: after
                visible: button.chevron !== "" && button.chevron !== "left"
                name: button.chevron
                size: button.iconSize
                color: button.words
                ground: button.fill
            }
        }
    }
}
