pragma ComponentBehavior: Bound

import QtQuick
import Shirabe

/*
 Slots of a limit group, one block each; ink = used before, blue = this time.
   used, now, limit   counts; limit 0: no limit, nothing is drawn
   unit               width of one block in px, the same for every kind (0: fill the width)
   text               what is read aloud
*/
Item {
    id: gauge

    property int used: 0
    property int now: 0
    property int limit: 0
    property int unit: 0
    property string text: ""
    readonly property int gap: Math.max(2, Theme.mm(0.6))
    readonly property real block: unit > 0 ? unit : limit > 0 ? (width - gap * (limit - 1)) / limit : 0

    implicitHeight: Theme.mm(5)
    implicitWidth: limit > 0 && unit > 0 ? limit * (unit + gap) - gap : Theme.mm(80)
    Accessible.role: Accessible.StaticText
    Accessible.name: text !== "" ? text : used + now + " / " + limit

    Repeater {
        model: gauge.limit

        Rectangle {
            id: slot
            required property int index
            readonly property int start: Math.round(slot.index * (gauge.block + gauge.gap))
            x: slot.start
            width: Math.max(2, Math.round(slot.index * (gauge.block + gauge.gap) + gauge.block) - slot.start)
            height: gauge.height
            radius: Math.min(Theme.mm(0.7), width / 3)
            color: slot.index < gauge.used ? Theme.sub : slot.index < gauge.used + gauge.now ? Theme.primary : Theme.paper3
        }
    }
}
