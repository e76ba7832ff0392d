import QtQuick
import Shirabe
import Shirabe.Backend

/* After 仮予約する in low reach: the same words above, the two ways on in the deck. */
DeckPage {
    id: page

    readonly property int space: Theme.compact || Theme.large ? Theme.gap : Theme.block

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
        width: parent.width
    }
    ThanksSteps {
        id: steps
        visible: Theme.portrait || y + height <= care.y
        y: numbers.height + page.space
        width: parent.width
        room: Theme.portrait ? Theme.mm(80) : care.y - page.space - y
    }
    Notice {
        id: care
        y: Theme.portrait ? steps.y + steps.height + page.space : parent.height - height
        width: parent.width
        em: Theme.large ? Theme.small : Theme.second
        kind: "warning"
        text: Thanks.refused.length > 0 ? qsTr("お受けできなかったもの：%1").arg(Thanks.refused.map(line => line.title + "　" + line.text).join("\n")) : qsTr("受付までに貸し出されることがあります。結果は「マイページ」でわかります。\nお急ぎの方は、窓口で予約してください。")
    }
}
