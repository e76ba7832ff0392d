import QtQuick
import Shirabe

/*
 A QR code to take along, in a white frame; its modules are whole pixels.
   source   address of the picture;  name  what it is, for speech
*/
Rectangle {
    id: code

    property alias source: picture.source
    property string name: ""

    implicitHeight: width
    radius: Theme.labelCorner
    color: Theme.spinePaper
    border.width: Theme.line
    border.color: Theme.rule

    Image {
        id: picture
        anchors.centerIn: parent
        width: parent.width - 2 * Theme.line
        height: width
        sourceSize.width: width
        sourceSize.height: height
        fillMode: Image.Pad
        cache: false
        Accessible.role: Accessible.Graphic
        Accessible.name: code.name
    }
}
