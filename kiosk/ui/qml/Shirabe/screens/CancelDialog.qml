import QtQuick
import Shirabe
import Shirabe.Backend

/* Asks once whether a hold is to be cancelled, on plain paper; the safe answer is blue. */
Dialog {
    shown: MyPage.cancelling !== ""
    title: qsTr("この予約を取り消しますか")
    body: MyPage.cancellingTitle + (MyPage.cancelWhen !== "" ? "\n" + qsTr("取消は、%1の受付処理でおこないます。").arg(MyPage.cancelWhen) : "") + "\n" + qsTr("もういちど予約すると、順番はいちばん後になります。")

    Grid {
        width: parent.width
        columns: Theme.portrait ? 1 : 2
        spacing: Theme.gap

        Button {
            width: Theme.portrait ? parent.width : Math.round(parent.width * 0.55)
            tall: Theme.tapMain
            em: Theme.bigLabel
            kind: "primary"
            symbol: "tick"
            focus: true
            text: qsTr("予約を残す")
            onClicked: MyPage.keepHold()
        }
        Button {
            width: Theme.portrait ? parent.width : parent.width - Math.round(parent.width * 0.55) - Theme.gap
            tall: Theme.tapMain
            em: Theme.bigLabel
            text: qsTr("取り消す")
            onClicked: MyPage.confirmCancel()
        }
    }
}
