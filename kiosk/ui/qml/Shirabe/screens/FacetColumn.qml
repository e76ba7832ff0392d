pragma ComponentBehavior: Bound

import QtQuick
import Shirabe
import Shirabe.Backend

/*
 Filters beside the results, each with how many would remain. What is on always stands here; what
 does not fit, and all other groups, are a touch away.
   available   height there is, px
*/
Column {
    id: facets

    property int available: 0
    readonly property int head: Math.round(Theme.second * 1.3) + Theme.gap
    readonly property int step: Theme.chip + Theme.gap
    // read once: each reading makes all of them anew
    readonly property var sections: Narrowing.sections
    readonly property var shown: fit(available - step)

    // what is on, then of each section in turn the next choice that there is room for
    function fit(room: int): var {
        const parts = sections.map(part => part.chips.map(chip => chip.id));
        const kept = new Set(sections.reduce((all, part) => [...all, ...part.chips], []).filter(chip => chip.on).map(chip => chip.id));
        const size = ids => {
            const many = ids.filter(id => kept.has(id)).length;
            return many > 0 ? head + many * step : 0;
        };
        const fits = () => parts.reduce((sum, ids) => sum + size(ids), 0) <= room + Theme.gap;
        for (let turn = 0; parts.some(ids => ids.length > turn); turn++)
            for (const ids of parts) {
                if (turn >= ids.length || kept.has(ids[turn]))
                    continue;
                kept.add(ids[turn]);
                if (!fits())
                    kept.delete(ids[turn]);
            }
        return sections.map(part => ({
                    "title": part.title,
                    "chips": part.chips.filter(chip => kept.has(chip.id))
                })).filter(part => part.chips.length > 0);
    }

    spacing: Theme.gap

    Repeater {
        model: facets.shown?.length ?? 0

        Column {
            id: facet
            required property int index
            readonly property var part: facets.shown[index] ?? ({
                    "title": "",
                    "chips": []
                })
            width: facets.width
            spacing: Theme.gap

            Words {
                text: facet.part.title
                em: Theme.second
                bold: true
                tall: 1.3
                color: Theme.ink
                Accessible.role: Accessible.Heading
            }
            Repeater {
                model: facet.part.chips.length

                Chip {
                    id: one
                    required property int index
                    readonly property var chip: facet.part.chips[index] ?? null
                    width: facets.width
                    em: Theme.compact ? Theme.small : Theme.second
                    text: chip?.text ?? ""
                    count: chip?.count ?? ""
                    on: chip?.on ?? false
                    none: chip?.none ?? false
                    onClicked: Narrowing.toggle(one.chip.id)
                }
            }
        }
    }
    Button {
        width: facets.width
        tall: Theme.chip
        em: Theme.compact ? Theme.small : Theme.second
        symbol: "tag"
        chevron: "right"
        text: qsTr("ほかの条件")
        onClicked: Narrowing.openAll()
    }
}
