pragma ComponentBehavior: Bound

import QtQuick
import Shirabe

/*
 A new book as it stands on a shelf: its title runs down the spine, one Text per character; titles
 in Latin letters stay horizontal. Under it author and kind of shelf; the tint is the shelf's.
   book   {id, title, creator, word, tint} of Finding.arrivals
*/
Tappable {
    id: spine

    property var book: ({})
    readonly property bool brief: Theme.compact || Theme.large && !Theme.portrait
    readonly property int foot: Math.round(Theme.least * 1.45 * (brief ? 1 : 2)) + Theme.mm(brief ? 4 : 6)
    readonly property string plain: (book.title ?? "").replace(/\s+/g, " ").trim()
    readonly property bool upright: !/[A-Za-z]{3}/.test(plain)
    readonly property int spineHeight: height - foot - 2 * Theme.mm(3.4)
    readonly property int em: {
        // neighbours in one size: rather one line more than smaller letters
        for (const size of [7, 6.4, 5.8]) {
            const px = Theme.letter(size);
            const lines = Math.ceil(plain.length / Math.max(1, Math.floor(spineHeight / (px * 1.1))));
            if (lines <= 4 && lines * px * 1.35 <= width - Theme.mm(5))
                return px;
        }
        return Theme.letter(5);
    }
    readonly property int perLine: Math.max(1, Math.floor(spineHeight / (em * 1.1)))
    // at a space or after a particle where that leaves lines of fair length; else evenly
    readonly property var lines: {
        const letters = [...plain];
        const count = Math.ceil(letters.length / perLine);
        if (count <= 1)
            return [plain];
        const made = [];
        let rest = letters;
        for (let n = count; n > 1; n--) {
            const even = Math.ceil(rest.length / n);
            let cut = even;
            for (let at = Math.min(perLine, rest.length - (n - 1)); at >= Math.max(1, even - 3); at--) {
                if (rest[at] === " " || rest[at - 1] === " " || "のをはがにとで、。".includes(rest[at - 1])) {
                    if (rest.length - at <= perLine * (n - 1)) {
                        cut = at;
                        break;
                    }
                }
            }
            made.push(rest.slice(0, cut).join("").trim());
            rest = rest.slice(cut);
        }
        made.push(rest.join("").trim());
        return made;
    }

    text: plain
    say: [plain, book.creator ?? "", book.word ?? ""].filter(part => part !== "").join("、")

    background: Rectangle {
        radius: spine.corner
        color: spine.lit ? Theme.primaryTint : Theme.white
        border.width: Theme.line
        border.color: spine.lit ? Theme.primary : Theme.rule

        Rectangle {
            x: Theme.line
            y: Theme.line
            width: parent.width - 2 * x
            height: parent.height - spine.foot
            topLeftRadius: spine.corner - x
            topRightRadius: spine.corner - x
            color: Theme.tint(spine.book.tint ?? "")

            Rectangle {
                anchors.bottom: parent.bottom
                width: parent.width
                height: Theme.line
                color: Theme.rule
            }
        }
    }
    contentItem: Item {
        clip: true

        Row {
            visible: spine.upright
            anchors.horizontalCenter: parent.horizontalCenter
            y: Theme.mm(3.4)
            layoutDirection: Qt.RightToLeft
            spacing: Math.round(spine.em * 0.35)

            Repeater {
                model: spine.upright ? spine.lines : []

                Column {
                    id: line
                    required property string modelData

                    Repeater {
                        model: [...line.modelData]

                        Text {
                            required property string modelData
                            readonly property bool turned: "ー－–—〜～（）()「」『』〈〉…‥：:=＝".includes(modelData)
                            width: Math.round(spine.em * 1.05)
                            height: Math.round(spine.em * (modelData === " " ? 0.5 : 1.1))
                            horizontalAlignment: "、。".includes(modelData) ? Text.AlignRight : Text.AlignHCenter
                            verticalAlignment: "、。".includes(modelData) ? Text.AlignTop : Text.AlignVCenter
                            rotation: turned ? 90 : 0
                            text: modelData
                            textFormat: Text.PlainText
                            font.pixelSize: spine.em
                            font.bold: true
                            color: Theme.ink
                            Accessible.ignored: true
                        }
                    }
                }
            }
        }
        Words {
            visible: !spine.upright
            x: Theme.mm(4)
            y: Theme.mm(4)
            width: parent.width - 2 * x
            height: spine.spineHeight
            text: spine.plain
            em: spine.plain.length > 30 ? Theme.least : Theme.second
            bold: true
            tall: 1.3
            color: Theme.ink
            verticalAlignment: Text.AlignTop
            clip: true
            Accessible.ignored: true
        }
        Column {
            x: Theme.mm(4)
            width: parent.width - 2 * x
            anchors.bottom: parent.bottom
            anchors.bottomMargin: Theme.mm(spine.brief ? 2 : 3)

            Words {
                width: parent.width
                text: spine.book.creator ?? ""
                em: Theme.least
                tall: 1.45
                maximumLineCount: 1
                wrapMode: Text.WrapAnywhere
                color: Theme.ink
                Accessible.ignored: true
            }
            Words {
                width: parent.width
                visible: !spine.brief
                text: spine.book.word ?? ""
                em: Theme.least
                tall: 1.45
                maximumLineCount: 1
                color: Theme.sub
                Accessible.ignored: true
            }
        }
    }
}
