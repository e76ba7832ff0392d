import QtQuick
import Shirabe
import Shirabe.Backend

/* After 仮予約する in low reach: the same words above, the two ways on in the deck. */
DeckPage {
    id: page

    readonly property int space: Theme.compact || Theme.large ? Theme.gap : Theme.block

    readonly property bool beside: !Theme.portrait && !Theme.compact && !Theme.large
    readonly property int main: beside ? Math.round((width - 2 * Theme.margin) * 0.68) : width - 2 * Theme.margin

    title: Thanks.onlyBooks ? qsTr("%1冊の仮予約をお預かりしました").arg(Thanks.count) : qsTr("%1点の仮予約をお預かりしました").arg(Thanks.count)
    focus: true
    deck: [
        DeckRow {
            id: more
            parts: 2
            tall: page.rowTall

            DeckButton {
                width: more.of(1)
                tall: more.tall
                symbol: "search"
                text: qsTr("もっと探す")
                onClicked: Session.go("search")
            }
            DeckButton {
                width: more.of(1)
                tall: more.tall
                symbol: "person"
                text: qsTr("マイページを見る")
                onClicked: Session.go("my_page")
            }
        }
    ]

    ThanksNumbers {
        id: numbers
        width: page.main
    }
    ThanksSteps {
        id: steps
        visible: Theme.portrait || y + height <= care.y
        y: numbers.height + page.space
        width: page.main
        room: Theme.portrait ? Theme.mm(80) : care.y - page.space - y
    }
    Notice {
        id: care
        y: Theme.portrait ? steps.y + steps.height + page.space : parent.height - height
        width: page.main
        em: Theme.large ? Theme.small : Theme.second
        kind: "warning"
        text: Thanks.refused.length > 0 ? qsTr("お受けできなかったもの：%1").arg(Thanks.refused.map(line => line.title + "　" + line.text).join("\n")) : qsTr("受付までに貸し出されることがあります。結果は「マイページ」でわかります。\nお急ぎの方は、窓口で予約してください。")
    }
    ThanksSlip {
        visible: page.beside || Theme.portrait && height > Theme.mm(60)
        x: page.beside ? page.main + Theme.s8 : 0
        y: page.beside ? 0 : care.y + care.height + page.space
        width: parent.width - x
        height: page.beside ? parent.height : Math.min(parent.height - y, Theme.mm(130))
    }
}
