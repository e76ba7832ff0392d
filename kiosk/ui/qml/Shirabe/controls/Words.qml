import QtQuick
import Shirabe

/*
 All words of the screen. Plain text, fixed line height, wraps; never elided, never scaled to fit.
   em       letter size in px, a Theme token (Theme.body …)
   bold     700 instead of 400
   tall     line height as a factor of em (1.5)
   tabular  figures of one width, for numbers that stand in a column
   color    Theme colour, Theme.text if not said
*/
Text {
    id: words

    property int em: Theme.body
    property bool bold: false
    property real tall: 1.5
    property bool tabular: false

    color: Theme.text
    font.pixelSize: em
    font.weight: bold ? Font.Bold : Font.Normal
    font.letterSpacing: em * (bold && em >= Theme.section ? 0.02 : 0.015)
    font.features: tabular ? ({
            "palt": 1,
            "tnum": 1
        }) : ({
            "palt": 1
        })
    lineHeightMode: Text.FixedHeight
    lineHeight: Math.round(em * tall)
    textFormat: Text.PlainText
    verticalAlignment: Text.AlignVCenter
    wrapMode: Text.Wrap
    Accessible.ignored: text === ""
    Accessible.role: Accessible.StaticText
    Accessible.name: text.replace(/\u2060/g, "").replace(/\u00A0/g, " ")
}
