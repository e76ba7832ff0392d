import QtQuick
import Shirabe

/*
 Frame of a screen: side margins, head line (at the foot in low reach), work area. Put the work into `content` (default); it
 fills the work area (under the head, down to the gap above the bar).
   head       give items through `headContent`, or set title, back, note
   goneBack() 「もどる」
   headless   no head line (attract, thanks)
*/
FocusScope {
    id: page

    property alias title: head.title
    property alias back: head.back
    property alias backShown: head.backShown
    property alias note: head.note
    property alias noteIcon: head.noteIcon
    property alias titleEm: head.titleEm
    property alias headContent: head.content
    property bool headless: false
    default property alias content: work.data
    readonly property int workTop: headless || Theme.lowReach ? Theme.headTop : Theme.headTop + head.height + Theme.block
    readonly property int workFoot: !headless && Theme.lowReach ? head.y - Theme.s4 : height - Math.max(Theme.mm(5), Theme.block)
    property alias work: work

    signal goneBack

    Head {
        id: head
        visible: !page.headless
        x: Theme.margin
        y: Theme.lowReach ? page.height - height - Theme.mm(4.5) : Theme.headTop
        width: page.width - 2 * Theme.margin
        onGoneBack: page.goneBack()
    }
    Item {
        id: work
        x: Theme.margin
        y: page.workTop
        width: page.width - 2 * Theme.margin
        height: page.workFoot - y
    }
}
