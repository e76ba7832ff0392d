import QtQuick
import Shirabe

/*
 A page in two parts: the top is for reading, what can be touched stands in a deck at the bottom. In
 low reach all of it lies within the lower 40 % of the screen; else 「もどる」 stands top left.
   title, note   words over the reading part;  noteIcon
   content       the reading part (default), between the title and the deck
   deck          the rows of the deck, from top to bottom; each of height `rowTall`
   rows          how many rows the deck is to hold
   rowTall       height of a row, px: as high as `rows` rows can be
   room          height of the reading part where the deck is full, px
   headless      no line with title and note
   backShown     false: there is no way back
   goneBack()    「もどる」 at the top was touched; in low reach the deck needs one of its own
*/
FocusScope {
    id: page

    property alias title: head.title
    property alias back: head.back
    property bool backShown: true
    property alias note: head.note
    property alias noteIcon: head.noteIcon
    property int rows: Theme.portrait ? 5 : 3
    property bool headless: false
    property alias deck: deck.data
    default property alias content: reading.data
    readonly property bool low: Theme.lowReach
    readonly property int foot: height - (low ? Theme.gap : Theme.s4)
    readonly property int rowTall: low ? Math.min(Theme.mm(23), Math.floor((foot - Theme.reach - (rows - 1) * Theme.gap) / rows)) : Theme.tap
    readonly property int between: Theme.compact ? Theme.gap : Theme.block
    readonly property int room: foot - rows * (rowTall + Theme.gap) + Theme.gap - between - reading.y

    signal goneBack

    Head {
        id: head
        visible: !page.headless
        x: Theme.margin - (backShown ? 0 : Theme.s2)
        y: Theme.headTop
        width: parent.width - Theme.margin - x
        height: page.low ? Math.round(titleEm * 1.25) : implicitHeight
        backShown: page.backShown && !page.low
        titleEm: page.low && (Theme.extra || Theme.compact && Theme.large) || Theme.extra && page.title.length > 11 ? Theme.bigLabel : Theme.heading
        onGoneBack: page.goneBack()
    }
    Item {
        id: reading
        x: Theme.margin
        y: page.headless ? Theme.headTop : head.y + head.height + (Theme.compact ? Theme.s2 : Theme.s4)
        width: parent.width - 2 * x
        height: deck.y - y - page.between
    }
    Column {
        id: deck
        x: Theme.margin
        y: page.foot - height
        width: parent.width - 2 * x
        spacing: Theme.gap
    }
}
