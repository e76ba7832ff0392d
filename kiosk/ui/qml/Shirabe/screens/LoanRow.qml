import QtQuick
import Shirabe
import Shirabe.Backend

/* One loan of My page: title, due date and what is left, renew or why not. `loan`: row of loans. */
Item {
    id: row

    property var loan: ({})
    property bool first: false

    implicitHeight: words.height + 2 * Theme.mm(2.4)

    Rectangle {
        visible: !row.first
        x: Theme.line
        width: parent.width - 2 * x
        height: Theme.line
        color: Theme.rule
    }
    Column {
        id: words
        x: Theme.inset
        width: (renew.visible ? renew.x - Theme.s2 : row.width - Theme.s4) - x
        anchors.verticalCenter: parent.verticalCenter

        Words {
            width: parent.width
            text: Theme.keep(row.loan.title ?? "")
            em: Theme.notice
            bold: true
            tall: 1.35
            maximumLineCount: 2
            color: Theme.ink
        }
        Flow {
            width: parent.width
            spacing: Theme.gap

            Words {
                text: row.loan.due ?? ""
                em: Theme.second
                bold: true
                tall: 1.4
                tabular: true
                color: row.loan.overdue ? Theme.error : Theme.accent
            }
            Words {
                width: Math.min(implicitWidth, parent.width)
                text: Theme.keep(row.loan.canRenew || row.loan.overdue ? row.loan.left ?? "" : row.loan.why ?? "")
                em: Theme.least
                tall: 1.5
                color: row.loan.overdue ? Theme.error : Theme.sub
            }
        }
    }
    Button {
        id: renew
        visible: row.loan.canRenew === true
        anchors.right: parent.right
        anchors.rightMargin: Theme.mm(4.5)
        anchors.verticalCenter: parent.verticalCenter
        width: Math.max(implicitWidth, Theme.mm(32))
        tall: Theme.tapRow
        text: MyPage.renewLabel
        say: qsTr("%1を延長する").arg(row.loan.title ?? "")
        onClicked: Renewal.begin(row.loan.copy)
    }
}
