pragma ComponentBehavior: Bound

import QtQuick
import Shirabe

/*
 The way to the staff's page, unseen: one finger rests on the top left corner, then on the top right one.
   patience   how long each is held, in seconds
   opened()   both were held, one after the other
*/
Item {
    id: door

    property real patience: 1.2
    property bool half: false

    signal opened

    component Corner: Item {
        id: corner

        signal held

        width: Theme.mm(25)
        height: Theme.mm(25)
        TapHandler {
            longPressThreshold: door.patience
            gesturePolicy: TapHandler.WithinBounds
            onLongPressed: corner.held()
        }
    }
    Corner {
        onHeld: door.half = true
    }
    Corner {
        anchors.right: parent.right
        onHeld: {
            if (door.half)
                door.opened();
            door.half = false;
        }
    }
    Timer {
        interval: 10000
        running: door.half
        onTriggered: door.half = false
    }
}
