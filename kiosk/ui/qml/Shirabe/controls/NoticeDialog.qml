import QtQuick
import Shirabe
import Shirabe.Backend

/* The last touch could not be carried out: said once, kindly, with the reason if there is one. */
Dialog {
    id: notice

    title: Session.reason ? qsTr("お知らせ") : qsTr("もういちどお試しください")
    body: Session.reason ? Session.noticeText : (Session.noticeText || qsTr("いまの操作を、うまく受け取れませんでした。")) + "\n" + qsTr("くり返すときは、係にお知らせください。")

    Button {
        width: parent.width
        tall: Theme.tapMain
        em: Theme.section
        kind: "primary"
        chevron: "left"
        text: qsTr("画面にもどる")
        focus: notice.shown
        onClicked: Session.closeNotice()
    }
}
