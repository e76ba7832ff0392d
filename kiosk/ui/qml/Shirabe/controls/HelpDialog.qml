import QtQuick
import Shirabe
import Shirabe.Backend

/* 「係に聞く」: where to go and what to say, over the present page. */
Dialog {
    id: help

    title: qsTr("係がお手伝いします")
    body: qsTr("窓口の係に、お気軽に声をおかけください。\nいまの画面は、そのまま残っています。")

    Notice {
        width: parent.width
        kind: "quiet"
        symbol: "card"
        em: Theme.body
        text: qsTr("本の題名や番号がわからなくても、だいじょうぶです。\nカードをお持ちの方は、いっしょにお見せください。")
    }
    Button {
        width: parent.width
        tall: Theme.tapMain
        em: Theme.section
        kind: "primary"
        chevron: "left"
        text: qsTr("画面にもどる")
        focus: help.shown
        onClicked: Session.closeHelp()
    }
}
