pragma ComponentBehavior: Bound

import QtQuick
import Shirabe
import Shirabe.Backend

/*
 Filters beside the results, each with how many would remain.
   available   height there is, px: kinds of material take what places and years leave
*/
Column {
    id: facets

    property int available: 0
    readonly property int chipRoom: Math.max(2, Math.floor((available - 3 * (Theme.second * 1.4 + Theme.gap)) / (Theme.chip + Theme.gap)))

    spacing: Theme.gap

    Repeater {
        model: Listing.facets

        Column {
            id: facet
            required property var modelData
            required property int index
            // places and years always fit; kinds take what is left
            readonly property int most: index === 1 ? Math.max(1, facets.chipRoom - 4) : 2
            width: facets.width
            spacing: Theme.gap
            visible: modelData.chips.length > 0

            Words {
                text: facet.modelData.title
                em: Theme.second
                bold: true
                tall: 1.3
                color: Theme.ink
                Accessible.role: Accessible.Heading
            }
            Repeater {
                model: facet.modelData.chips.slice(0, facet.most)

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
}
