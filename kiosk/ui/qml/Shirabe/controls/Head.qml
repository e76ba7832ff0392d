import QtQuick
import Shirabe

/*
 The line at the top of a page: 「もどる」 always left, then the page's name, own items right.
   title      name of the page, "" none
   back       label of the back button; `backShown` false takes it away
   goneBack() 「もどる」 was touched
   content    children, right-aligned in a Row
   note       quiet words right of all
*/
Item {
    id: head

    property string title: ""
    property string back: qsTr("もどる")
    property bool backShown: true
    property string note: ""
    property string noteIcon: ""
    property int titleEm: Theme.heading
    default property alias content: side.data
    readonly property int contentLeft: backShown ? backButton.width + Theme.s4 : 0

    signal goneBack

    implicitHeight: Theme.tap
    width: parent ? parent.width : 0

    Button {
        id: backButton
        visible: head.backShown
        chevron: "left"
        text: head.back
        onClicked: head.goneBack()
    }
    Words {
        x: head.contentLeft + Theme.s2
        width: head.width - x - (side.width > 0 ? side.width + Theme.gap : 0) - (quiet.visible ? quiet.width + Theme.gap : 0)
        height: parent.height
        text: head.title
        // longer words than the Japanese ones
        em: Theme.portrait && Theme.extra && Theme.spaced !== "" ? Math.min(head.titleEm, Theme.section) : head.titleEm
        bold: true
        tall: 1.2
        // the name of a list can be as long as staff like; it is read out whole
        readonly property bool endless: head.title.length > 30
        maximumLineCount: endless ? Math.max(1, Math.floor(height / lineHeight)) : 99
        elide: endless ? Text.ElideRight : Text.ElideNone
        color: Theme.ink
        Accessible.role: Accessible.Heading
    }
    Row {
        id: side
        anchors.right: quiet.visible ? quiet.left : parent.right
        anchors.rightMargin: quiet.visible ? Theme.s4 : 0
        height: parent.height
        spacing: Theme.gap
    }
    StateBadge {
        id: quiet
        visible: head.note !== ""
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        symbol: head.noteIcon
        text: head.note
        bold: false
        em: Theme.second
        tone: "sub"
    }
}
