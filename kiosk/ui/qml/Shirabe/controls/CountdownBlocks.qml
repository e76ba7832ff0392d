pragma ComponentBehavior: Bound

import QtQuick
import Shirabe

/* One block a second: `full` of `total` are still full. Fills the width it is given. */
Item {
    id: blocks

    property int full: 0
    property int total: 30
    readonly property int gap: Theme.s2
    readonly property real block: (width - gap * (total - 1)) / Math.max(1, total)

    implicitHeight: Theme.mm(11)
    Accessible.ignored: true

    Repeater {
        model: blocks.total

        Rectangle {
            id: block
            required property int index
            x: Math.round(block.index * (blocks.block + blocks.gap))
            width: Math.max(2, Math.round(blocks.block))
            height: blocks.height
            radius: Theme.mm(1)
            color: block.index < blocks.full ? Theme.accent : Theme.paper3
        }
    }
}
