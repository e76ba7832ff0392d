import QtQuick
import QtQuick.Templates as T
import Shirabe

/*
 Base of everything that can be touched: press, keyboard (Tab, Space, Enter), focus ring, name.
   text        words, also the accessible name unless `say` is given
   say         accessible name where it is more than the words
   lit         pressed look: at once, and 80 ms at least
   corner      corner of the focus ring, px
   spare       px above and below that do not count as a touch, so that rows stay apart
   clicked()   touched, or Space or Enter
 A touch does not take the focus away from where typing goes.
*/
T.AbstractButton {
    id: tappable

    property string say: ""
    property int corner: Theme.corner
    property int spare: 0
    readonly property bool lit: down || hold.running
    property alias ring: focusRing.shown

    focusPolicy: Qt.TabFocus
    hoverEnabled: false
    Accessible.role: Accessible.Button
    Accessible.name: say !== "" ? say : text.replace("\n", Theme.spaced)
    onPressed: hold.restart()
    Keys.onReturnPressed: event => tappable.enter(event)
    Keys.onEnterPressed: event => tappable.enter(event)

    function enter(event: KeyEvent): void {
        if (!event.isAutoRepeat) {
            hold.restart();
            tappable.clicked();
        }
        event.accepted = true;
    }

    containmentMask: QtObject {
        function contains(point: point): bool {
            return point.x >= 0 && point.x <= tappable.width && point.y >= tappable.spare && point.y <= tappable.height - tappable.spare;
        }
    }
    Timer {
        id: hold
        interval: 80
    }
    FocusRing {
        id: focusRing
        shown: tappable.visualFocus
        corner: tappable.corner
    }
}
