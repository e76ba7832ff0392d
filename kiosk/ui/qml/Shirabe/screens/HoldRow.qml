import QtQuick
import Shirabe
import Shirabe.Backend

/*
 One hold of My page: title, its life, when what happens, cancel.
   hold    row of MyPage.holds
   stacked the life stands under the words (narrow columns, large letters)
   first   no rule above it
*/
Item {
    id: row

    property var hold: ({})
    property bool stacked: false
    property bool first: false
    readonly property int inset: Theme.inset
    readonly property bool close: Theme.compact && !stacked

    Rectangle {
        x: Theme.line
        width: parent.width - 2 * x
        height: parent.height
        topLeftRadius: row.first ? Theme.panelCorner - Theme.line : 0
        topRightRadius: topLeftRadius
        visible: row.hold.ready === true
        color: Theme.successTint
    }
    Rectangle {
        visible: !row.first
        x: Theme.line
        width: parent.width - 2 * x
        height: Theme.line
        color: Theme.rule
    }
    Tappable {
        id: opens
        x: Theme.line + Theme.hair
        y: Theme.mm(1.5)
        width: (row.stacked ? row.width * 0.5 : row.width * (row.close ? 0.345 : 0.29)) - x
        height: (row.stacked ? row.height * 0.53 : row.height) - 2 * y
        text: row.hold.title ?? ""
        say: (row.hold.title ?? "") + " " + (row.hold.label ?? "")
        onClicked: Opened.go(row.hold.titleId)
        background: Rectangle {
            radius: Theme.corner
            color: opens.lit ? Theme.primaryTint : "transparent"
        }
        contentItem: Item {
            Column {
                x: row.inset - opens.x
                width: parent.width - x
                anchors.verticalCenter: parent.verticalCenter

                Item {
                    width: parent.width
                    height: name.height

                    Words {
                        id: name
                        width: Math.min(implicitWidth, parent.width - Theme.rowTitle * 1.2)
                        text: Theme.keep(row.hold.title ?? "")
                        em: row.close || row.stacked && Theme.large ? Theme.body : Theme.rowTitle
                        bold: true
                        tall: 1.35
                        maximumLineCount: 2
                        color: Theme.ink
                        Accessible.ignored: true
                    }
                    Icon {
                        x: name.contentWidth + Theme.s2
                        y: Math.round((name.lineHeight - height) / 2)
                        name: "right"
                        size: Math.round(Theme.rowTitle * 0.85)
                        color: Theme.primary
                    }
                }
                Words {
                    width: parent.width
                    text: row.hold.under ?? ""
                    em: Theme.least
                    tall: 1.4
                    maximumLineCount: 2
                    color: Theme.sub
                    Accessible.ignored: true
                }
            }
        }
    }
    LifeCycle {
        visible: (row.hold.steps ?? []).length > 0
        x: row.stacked ? row.inset : Math.round(row.width * (row.close ? 0.355 : 0.297))
        y: row.stacked ? Math.round(row.height * 0.53) : Math.round((row.height - height) / 2)
        width: row.stacked ? Math.round(row.width * 0.7) : Math.round(row.width * (row.close ? 0.225 : 0.354))
        steps: row.hold.steps ?? []
        symbol: row.hold.symbol ?? "clock"
        ready: row.hold.ready === true
        terse: row.close
    }
    StateBadge {
        visible: (row.hold.steps ?? []).length === 0
        x: row.stacked ? row.inset : Math.round(row.width * 0.31)
        y: row.stacked ? Math.round(row.height * 0.6) : Math.round((row.height - height) / 2)
        symbol: row.hold.symbol ?? ""
        text: row.hold.label ?? ""
    }
    Column {
        x: Math.round(row.width * (row.stacked ? 0.52 : row.close ? 0.595 : 0.659))
        y: Math.round(((row.stacked ? row.height * 0.53 : row.height) - height) / 2)
        width: (row.stacked ? row.width - row.inset : cancel.x - Theme.s2) - x

        Words {
            width: parent.width
            text: row.hold.whenHead ?? ""
            em: Theme.least
            tall: 1.35
        }
        Words {
            width: parent.width
            text: Theme.keep(row.hold.whenText ?? "")
            em: row.close || Theme.large || text.length > 11 ? Theme.body : Theme.rowTitle
            bold: true
            tall: 1.3
            color: Theme.tone(row.hold.whenTone ?? "ink")
        }
    }
    Button {
        id: cancel
        readonly property bool change: row.hold.canChange === true
        readonly property bool may: row.hold.canCancel === true || change
        anchors.right: parent.right
        anchors.rightMargin: Theme.mm(5)
        y: row.stacked ? Math.round(row.height * 0.765 - height / 2) : Math.round((row.height - height) / 2)
        width: Math.max(implicitWidth + (row.stacked ? Theme.s2 : 0), row.stacked ? Theme.mm(32) : Math.round(row.width * 0.105))
        visible: may
        tall: Theme.tapRow
        text: change ? (row.hold.canCancel ? qsTr("変更・取消") : qsTr("変更")) : qsTr("取消")
        say: change ? qsTr("%1を変える").arg(row.hold.title ?? "") : qsTr("%1を取り消す").arg(row.hold.title ?? "")
        em: change ? Theme.second : Theme.body
        leftPadding: Theme.s2
        onClicked: {
            if (change)
                HoldChange.begin(row.hold.id);
            else
                MyPage.askCancel(row.hold.id);
        }
    }
    Words {
        visible: !cancel.may && (row.hold.whyNot ?? "") !== ""
        anchors.right: parent.right
        anchors.rightMargin: Theme.mm(3)
        anchors.verticalCenter: cancel.verticalCenter
        width: Math.max(cancel.width + Theme.mm(8), Math.ceil(implicitWidth))
        horizontalAlignment: Text.AlignHCenter
        text: qsTr("取消は窓口か\n電話でどうぞ")
        em: Theme.large ? Theme.letter(4.2) : Theme.least
        tall: 1.4
        color: Theme.ink
    }
}
