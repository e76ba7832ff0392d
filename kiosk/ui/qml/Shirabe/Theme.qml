pragma Singleton

import QtQuick
import Shirabe.Backend

/*
 All tokens of the look, in millimetres. No screen names a colour or a pixel of its own.
   mm(v)       millimetres to whole pixels of this panel
   wide(v)     the same, growing a little with the letter size: heights and widths of controls
   letter(v)   em of a letter in mm, times the letter size the patron chose
 Main sets pxPerMm, windowWidth and windowHeight; letter size, contrast and low reach come from the
 bar (Comfort). `compact`: a panel smaller than 19 inches, `portrait`: higher than wide.
*/
QtObject {
    id: theme

    property real pxPerMm: 4.03
    property int windowWidth: 1920
    property int windowHeight: 1080

    readonly property real textScale: Comfort.textScale
    readonly property string spaced: Comfort.language === "ja" ? "" : " "
    readonly property bool large: textScale > 1.1
    readonly property bool extra: textScale > 1.45
    readonly property bool contrast: Comfort.highContrast
    readonly property bool lowReach: Comfort.lowReach
    readonly property bool portrait: windowHeight > windowWidth
    readonly property bool compact: !portrait && windowWidth / pxPerMm < 420
    readonly property real _letters: textScale * (compact ? 0.93 : 1)
    readonly property real grow: 1 + (textScale - 1) * 0.55

    function mm(v: real): int {
        return Math.round(v * pxPerMm);
    }
    function wide(v: real): int {
        return Math.round(v * pxPerMm * grow);
    }
    function letter(v: real): int {
        return Math.round(v * pxPerMm * _letters);
    }

    // space
    readonly property int hair: mm(1)
    readonly property int s2: mm(2)
    readonly property int gap: mm(3)
    readonly property int s4: mm(4)
    readonly property int block: mm(compact ? 4.2 : 6)
    readonly property int s8: mm(8)
    readonly property int margin: mm(compact ? 6 : (portrait ? 8 : 12))
    readonly property int inset: mm(compact ? 4.6 : 6.5)
    readonly property int headTop: mm(compact ? 3.6 : (portrait ? 7 : 6))
    readonly property int line: Math.max(2, mm(0.5))
    readonly property int line3: Math.max(3, mm(0.75))
    readonly property int line4: Math.max(4, mm(1))

    // corners
    readonly property int corner: mm(3)
    readonly property int panelCorner: mm(4)
    readonly property int bigCorner: mm(6)
    readonly property int labelCorner: mm(1.5)

    // targets
    readonly property int tap: wide(compact ? 16.1 : 20.8)
    readonly property int tapRow: wide(compact ? 15.2 : 16.9)
    readonly property int tapMain: wide(compact ? 19 : 27.8)
    readonly property int key: wide(compact ? 15.1 : 20.1)
    readonly property int chip: wide(compact ? 15.1 : 15.9)
    readonly property int choice: wide(compact ? 18 : 22.8)
    // low reach: what can be touched stands below this line of the window
    readonly property int reach: Math.ceil(windowHeight * 0.6)
    // in low reach a small panel needs every millimetre of its lower 40 % for the deck
    readonly property bool tightBar: compact && lowReach
    readonly property int barHeight: tightBar ? mm(22.6) : wide(compact ? 22.6 : 27.8)
    readonly property int barButton: tightBar ? mm(17) : wide(compact ? 17 : 20.8)
    readonly property int smallest: Math.ceil(15 * pxPerMm)

    // letters
    readonly property int giant: letter(27)
    readonly property int huge: letter(22)
    readonly property int bookTitle: letter(14.1)
    readonly property int heading: letter(11.2)
    readonly property int section: letter(8.9)
    readonly property int bigLabel: letter(7.9)
    readonly property int rowTitle: letter(7.4)
    readonly property int body: letter(6.9)
    readonly property int notice: letter(6.4)
    readonly property int second: letter(6)
    readonly property int small: letter(5.5)
    readonly property int least: letter(5)

    // icons
    readonly property int icon: letter(8.4)
    readonly property int iconSmall: letter(6.4)
    readonly property int iconBar: letter(7.9)
    readonly property int iconBig: letter(11.4)

    // colours
    readonly property color paper: contrast ? "#000000" : "#FBF9F5"
    readonly property color paper2: contrast ? "#000000" : "#F4F0E9"
    readonly property color paper3: contrast ? "#2B2B2B" : "#E8E2D7"
    readonly property color white: contrast ? "#000000" : "#FFFFFF"
    readonly property color rule: contrast ? "#8F8F8F" : "#CDC5B6"
    readonly property color edge: contrast ? "#FFFFFF" : "#666666"
    readonly property color ink: contrast ? "#FFFFFF" : "#1A1A1A"
    readonly property color text: contrast ? "#FFFFFF" : "#333333"
    readonly property color sub: contrast ? "#FFFFFF" : "#4D4943"
    readonly property color dim: contrast ? "#C4C4C4" : "#635D53"
    readonly property color primary: contrast ? "#FFD43D" : "#0017C1"
    readonly property color primaryPressed: contrast ? "#FFE99A" : "#000B66"
    readonly property color primaryWords: contrast ? "#000000" : "#FFFFFF"
    readonly property color primaryTint: contrast ? "#332B00" : "#EAEFFB"
    readonly property color success: contrast ? "#7CF0B0" : "#197A4B"
    readonly property color successTint: contrast ? "#00210F" : "#E9F3ED"
    readonly property color accent: contrast ? "#FFC38A" : "#8F4A12"
    readonly property color accentWords: contrast ? "#000000" : "#FFFFFF"
    readonly property color accentTint: contrast ? "#2B1800" : "#F8EDE3"
    readonly property color warning: contrast ? "#FFE27A" : "#927200"
    readonly property color warningTint: contrast ? "#2B2400" : "#FBF4DF"
    readonly property color error: contrast ? "#FF9A9A" : "#CE0000"
    readonly property color errorTint: contrast ? "#2B0000" : "#FCEDED"
    readonly property color focusRing: contrast ? "#FFFFFF" : "#000000"
    readonly property color focusGap: "#FFD43D"
    readonly property color spinePaper: "#FFFFFF"
    readonly property color spineInk: "#1A1A1A"

    /* Words that stay on one line, whatever wraps around them. */
    function whole(words: string): string {
        return [...words.replace(/ /g, "\u00A0")].join("\u2060");
    }

    /* Author, publisher, year: lines end between them, not within one. */
    function parts(words: string): string {
        return words.split("　").map(part => whole(part)).join("　");
    }

    /* Japanese breaks anywhere: this joins what belongs together, so that lines end between phrases
       (after a particle or a mark, before a loan word) and no lone figure begins one. Words longer than a line still
       break. Other scripts pass through. */
    function keep(sentence: string): string {
        const signs = [...sentence];
        let joined = "";
        for (let at = 0; at < signs.length; at++) {
            joined += signs[at];
            if (at + 1 < signs.length && _holds(signs, at))
                joined += "\u2060";
        }
        return joined.replace(/ (?=[\u2060]*\S{1,2}$)/, "\u00A0");
    }
    function _holds(signs: var, at: int): bool {
        const before = at > 0 ? signs[at - 1] : "";
        const one = signs[at];
        const next = signs[at + 1];
        if (/[\s\u2060]/.test(one + next) || /[A-Za-z]/.test(one) && /[A-Za-z]/.test(next))
            return false;
        if (at + 2 === signs.length || /[、。」』）)！？ー…]/.test(next) || /[「『（(〈《]/.test(one))
            return true;
        if (/[、。」』）)！？・]/.test(one))
            return /[ぁ-ん]/.test(next) && !/[、。・]/.test(one);
        const third = signs[at + 2] ?? "";
        if (/[ぁ-ん]/.test(one) && /[おご]/.test(next) && /[一-龠]/.test(third))
            return false;
        if (/^[一-龠]{2}$/.test(before + one) && /^[ァ-ヶ]{2}$/.test(next + third))
            return false;
        const prefix = /[おご]/.test(one);
        const inflected = /[りしけきみえちびぎげせべめれっ]/.test(one) && /[一-龠々]/.test(before);
        if (/[ぁ-ん]/.test(one) && /[^ぁ-んー]/.test(next))
            return prefix || inflected && /[一-龠々]/.test(next);
        return !(/[をは]/.test(one) && /[^ぁ-ん]/.test(before) && before !== "");
    }

    /* Colour of a tone's words and icon: here, time, warning, error, blue, dim, sub, ink. */
    function tone(name: string): color {
        switch (name) {
        case "here":
            return success;
        case "time":
            return accent;
        case "warning":
            return warning;
        case "error":
            return error;
        case "blue":
            return primary;
        case "dim":
            return dim;
        case "sub":
            return sub;
        default:
            return ink;
        }
    }

    /* Ground of a tone: here, time, warning, error, blue; paper2 for all others. */
    function tint(name: string): color {
        switch (name) {
        case "here":
            return successTint;
        case "time":
            return accentTint;
        case "warning":
            return warningTint;
        case "error":
            return errorTint;
        case "blue":
            return primaryTint;
        default:
            return paper2;
        }
    }
}
