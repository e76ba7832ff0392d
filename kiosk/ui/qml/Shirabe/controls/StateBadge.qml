import QtQuick
import Shirabe

/*
 A state: icon and word, never a coloured pill.
   symbol   here, building, clock, truck, dotted, room, warning, info …
   text   the word, bold; `note` beside it in plain
   tone   "here" | "ink" | "time" | "warning" (the icon only)
   em     letter size
*/
Item {
    id: badge

    property string symbol: ""
    property string text: ""
    property string note: ""
    property string tone: "ink"
    property int em: Theme.second
    property bool bold: true
    property color ground: Theme.white
    readonly property color words: tone === "warning" ? Theme.ink : Theme.tone(tone)

    readonly property int spacing: Math.round(em * 0.45)

    implicitWidth: Math.ceil(mark.width + spacing + word.implicitWidth + (more.visible ? spacing * 2 + more.implicitWidth : 0)) + 2
    implicitHeight: Math.max(word.height, more.visible ? more.y + more.height : 0)
    Accessible.ignored: true

    Icon {
        id: mark
        y: Math.round((word.lineHeight - height) / 2)
        name: badge.symbol
        size: Math.round(badge.em * 1.08)
        color: Theme.tone(badge.tone)
        ground: badge.ground
    }
    Words {
        id: word
        x: mark.width + badge.spacing
        width: Math.min(Math.ceil(implicitWidth), badge.width - x)
        text: Theme.keep(badge.text)
        em: badge.em
        bold: badge.bold
        tall: 1.4
        color: badge.words
    }
    Words {
        id: more
        readonly property int beside: word.x + word.width + badge.spacing * 2
        readonly property bool fits: beside + implicitWidth <= badge.width + 1
        visible: text !== ""
        x: fits ? beside : word.x
        y: fits ? 0 : word.height
        width: badge.width - x
        text: Theme.keep(badge.note)
        em: badge.em
        bold: badge.tone === "here" && badge.bold
        tall: 1.4
        color: badge.tone === "here" ? badge.words : Theme.text
    }
}
