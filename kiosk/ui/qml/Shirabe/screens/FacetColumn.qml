pragma ComponentBehavior: Bound

import QtQuick
import Shirabe
import Shirabe.Backend

/*
 Filters beside the results, each with how many would remain; what does not fit is a touch away.
   available   height there is, px
*/
Column {
    id: facets

    property int available: 0
    property int turn: 0
    readonly property int head: Math.round(Theme.second * 1.3) + Theme.gap
    readonly property int step: Theme.chip + Theme.gap
    readonly property var whole: deal(available)
    readonly property var sheets: whole.length > 1 ? deal(available - step) : whole
    readonly property int sheet: turn % sheets.length

    // sections as they stand, dealt out over as many sheets as they need
    function deal(room: int): var {
        const dealt = [[]];
        let left = room + Theme.gap;
        for (const section of Listing.facets) {
            for (const chip of section.chips) {
                const open = dealt[dealt.length - 1].find(part => part.title === section.title);
                const need = step + (open ? 0 : head);
                if (need <= left || dealt[dealt.length - 1].length === 0) {
                    left -= need;
                    if (open)
                        open.chips.push(chip);
                    else
                        dealt[dealt.length - 1].push({
                            "title": section.title,
                            "chips": [chip]
                        });
                } else {
                    left = room + Theme.gap - step - head;
                    dealt.push([{
                            "title": section.title,
                            "chips": [chip]
                        }]);
                }
            }
        }
        return dealt;
    }

    spacing: Theme.gap

    Repeater {
        model: facets.sheets[facets.sheet]

        Column {
            id: facet
            required property var modelData
            width: facets.width
            spacing: Theme.gap

            Words {
                text: facet.modelData.title
                em: Theme.second
                bold: true
                tall: 1.3
                color: Theme.ink
                Accessible.role: Accessible.Heading
            }
            Repeater {
                model: facet.modelData.chips

                Chip {
                    required property var modelData
                    width: facets.width
                    em: Theme.compact ? Theme.small : Theme.second
                    text: modelData.text
                    count: modelData.count
                    on: modelData.on
                    onClicked: Listing.toggle(modelData.id)
                }
            }
        }
    }
    Button {
        visible: facets.sheets.length > 1
        width: facets.width
        tall: Theme.chip
        em: Theme.compact ? Theme.small : Theme.second
        chevron: "right"
        text: qsTr("ほかの条件")
        onClicked: facets.turn = facets.sheet + 1
    }
}
