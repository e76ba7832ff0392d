import QtQuick
import Shirabe

/*
 One of our own drawings (resources/icons, grid 24, line 2), in any colour.
   name    file name without .svg; "" draws nothing
   size    px, a Theme token (Theme.icon …)
   color   colour of the lines
   ground  what lies under it, for the tick in a filled disc
*/
Image {
    id: icon

    property string name: ""
    property int size: Theme.icon
    property color color: Theme.ink
    property color ground: Theme.white

    function hex(c: color): string {
        return String(c).slice(-6);
    }

    width: size
    height: size
    sourceSize.width: size
    sourceSize.height: size
    source: name === "" ? "" : "image://icons/" + name + "/" + hex(color) + "/" + hex(ground)
    asynchronous: false
    fillMode: Image.Pad
    visible: name !== ""
    Accessible.ignored: true
}
