import QtQuick
import Shirabe
import Shirabe.Backend

/* After a second of waiting: a sentence, and a bar that fills step by step. No spinner. */
Rectangle {
    id: waiting

    property int step: 0

    visible: Jobs.slow
    width: Math.max(Theme.mm(120), words.implicitWidth + 2 * Theme.s8)
    height: words.height + Theme.mm(14)
    radius: Theme.panelCorner
    color: Theme.white
    border.width: Theme.line3
    border.color: Theme.ink
    onVisibleChanged: step = 1
    Accessible.role: Accessible.Notification
    Accessible.name: words.text

    Words {
        id: words
        anchors.horizontalCenter: parent.horizontalCenter
        y: Theme.s4
        text: Jobs.waitText
        em: Theme.body
        bold: true
        color: Theme.ink
        Accessible.ignored: true
    }
    Rectangle {
        x: Theme.s8
        y: words.y + words.height + Theme.s2
        width: parent.width - 2 * x
        height: Theme.gap
        radius: Theme.hair
        color: Theme.paper3

        Rectangle {
            width: Math.round(parent.width * waiting.step / (waiting.step + 2))
            height: parent.height
            radius: Theme.hair
            color: Theme.primary
        }
    }
    Timer {
        interval: 500
        repeat: true
        running: waiting.visible
        onTriggered: waiting.step += 1
    }
}
