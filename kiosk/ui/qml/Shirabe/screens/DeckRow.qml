import QtQuick
import Shirabe

/*
 A row of the deck, divided into `parts` equal shares: give each child `width: row.of(shares)`. What
 is more than `parts` begins a row of its own.
   parts   how many shares the width has;  tall  height of a row, px
*/
Flow {
    property int parts: 1
    property int tall: Theme.tap

    width: parent ? parent.width : 0
    spacing: Theme.gap

    function of(shares: real): int {
        return Math.floor((width + spacing) * shares / parts) - spacing;
    }
}
