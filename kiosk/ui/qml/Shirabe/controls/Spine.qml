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
    // neighbours in one size where that can be: smaller letters only to keep words whole
    readonly property var laid: {
        let best = null;
        for (const size of brief ? [6.4, 5.8, 5.2] : [7, 6.4, 5.8, 5.2]) {
            const made = lay(Theme.letter(size), false);
            if (made !== null && (best === null || best.worst > 4 && made.worst < best.worst - 1))
                best = made;
        }
        return best ?? lay(Theme.letter(5), true);
    }
    readonly property int em: laid.em
    readonly property var lines: laid.lines

    /* The title in lines of letters of `px`, and the worst place where one ends; null: no
       room. `cut`: then what has no room is cut off. */
    function lay(px: int, cut: bool): var {
        const perLine = Math.max(1, Math.floor(spineHeight / (px * 1.1)));
        const letters = [...plain];
        const count = Math.ceil(letters.length / perLine);
        const most = Math.floor((width - Theme.mm(5)) / (px * 1.4));
        let best = null;
        for (let n = count; n <= (cut ? count : Math.min(4, count + 1, most)); n++) {
            const made = split(letters, n, perLine);
            if (best === null || made.worst < best.worst - 2)
                best = {
                    "em": px,
                    "lines": made.lines,
                    "worst": made.worst
                };
        }
        return best;
    }
    function split(letters: var, count: int, perLine: int): var {
        const lines = [];
        let rest = letters, worst = 0;
        for (let n = count; n > 1 && rest.length > 1; n--) {
            const cut = ending(rest, n, perLine);
            worst = Math.max(worst, tear(rest[cut - 1], rest[cut]));
            lines.push(rest.slice(0, cut).join("").trim());
            rest = rest.slice(cut);
        }
        lines.push(rest.join("").trim());
        // no lone letter on a line
        if (count > 1 && rest.length === 1)
            worst = Math.max(worst, 5);
        return {
            "lines": lines,
            "worst": worst
        };
    }

    /* Where the first of n lines ends best: between phrases, and near an even share of the letters. */
    function ending(rest: var, n: int, perLine: int): int {
        const even = rest.length / n;
        let cut = Math.ceil(even), least = Infinity;
        for (let at = Math.max(1, rest.length - perLine * (n - 1)); at <= Math.min(perLine, rest.length - n + 1); at++) {
            const cost = Math.abs(at - even) + tear(rest[at - 1], rest[at]);
            if (cost < least) {
                least = cost;
                cut = at;
            }
        }
        return cut;
    }
    /* What it costs to part two letters: nothing at a space, most within a loan word. */
    function tear(one: string, next: string): int {
        if (one === " " || next === " ")
            return 0;
        if (/[ぁぃぅぇぉっゃゅょァィゥェォッャュョー、。」』）！？]/.test(next) || /[「『（]/.test(one))
            return 9;
        if (/[のをはがにとでへも、。・」』）]/.test(one))
            return /[ぁ-ん]/.test(next) ? 3 : 1;
        if (/[ァ-ヶ]/.test(one) && /[ァ-ヶ]/.test(next) || /\d/.test(one + next))
            return 8;
        const kinds = [one, next].map(letter => /[ぁ-ん]/.test(letter) ? "hira" : /[ァ-ヶー]/.test(letter) ? "kata" : "kanji");
        if (kinds[0] === kinds[1])
            return kinds[0] === "kanji" ? 6 : 4;
        return kinds[0] === "kanji" && kinds[1] === "hira" ? 5 : 2;
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
