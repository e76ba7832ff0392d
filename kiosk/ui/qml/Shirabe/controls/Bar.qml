pragma ComponentBehavior: Bound

import QtQuick
import Shirabe
import Shirabe.Backend

/*
 The bar at the foot of every page, always in this order. Settings act in place: page, cart and
 sign-in stay. 「おわる」 stands only when somebody is signed in, left of 「係に聞く」.
   bare    the attract page: はじめにもどる loses its border
   quiet   no state of the data (sign-in, countdown)
*/
Rectangle {
    id: bar

    property bool bare: false
    property bool quiet: false
    readonly property bool shortWords: Theme.large || Theme.portrait || Theme.compact
    readonly property int least: Theme.mm(Theme.portrait ? 26 : Theme.compact ? 27 : 33)
    readonly property bool stateInHead: Theme.portrait

    implicitHeight: Theme.barHeight
    color: Theme.paper2
    Accessible.role: Accessible.ToolBar
    Accessible.name: qsTr("画面の設定")

    component BarButton: Button {
        width: Math.max(bar.least, implicitWidth)
        tall: Theme.barButton
        // a narrow panel has no room for larger letters here; the drawing grows instead
        em: Theme.portrait ? Theme.mm(5.2) : Theme.compact ? Math.min(Theme.small, Theme.mm(Theme.tightBar ? 5.2 : 7.2)) : Theme.small
        leftPadding: Math.round(em * (Theme.portrait ? 0.3 : 0.72))
        stacked: true
        iconSize: Math.round(Theme.portrait ? Theme.mm(6.4) * Theme.grow : em * 1.4)
    }

    Rectangle {
        width: parent.width
        height: Theme.line
        color: Theme.rule
    }
    Row {
        id: left
        x: Theme.margin
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.gap

        BarButton {
            text: qsTr("はじめにもどる")
            symbol: "home"
            kind: bar.bare ? "bare" : "ink"
            onClicked: Session.home()
        }
        BarButton {
            text: bar.shortWords ? qsTr("ことば") : qsTr("ことば Language")
            say: qsTr("ことば Language")
            symbol: "globe"
            on: Comfort.language !== "ja"
            onClicked: Comfort.nextLanguage()
        }
        BarButton {
            text: {
                switch (Comfort.size) {
                case "large":
                    return qsTr("文字：大");
                case "extra":
                    return qsTr("文字：特大");
                default:
                    return qsTr("文字の大きさ");
                }
            }
            symbol: "letters"
            on: Comfort.size !== "standard"
            onClicked: Comfort.nextSize()
        }
        BarButton {
            text: Comfort.highContrast ? qsTr("コントラスト：強") : qsTr("コントラスト")
            symbol: "contrast"
            on: Comfort.highContrast
            onClicked: Comfort.toggleContrast()
        }
        BarButton {
            text: qsTr("低い位置")
            symbol: "low"
            on: Comfort.lowReach
            onClicked: Comfort.toggleReach()
        }
    }
    DataState {
        visible: !bar.quiet && !bar.stateInHead && width > Theme.letter(26)
        readonly property int from: left.x + left.width + Theme.s4
        readonly property int to: right.x - Theme.s4
        x: from
        width: to - from
        anchors.verticalCenter: parent.verticalCenter
    }
    Row {
        id: right
        anchors.right: parent.right
        anchors.rightMargin: Theme.margin
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.gap

        BarButton {
            visible: Session.signedIn
            text: qsTr("おわる")
            symbol: "exit"
            kind: "solid"
            onClicked: Session.finish()
        }
        BarButton {
            text: qsTr("係に聞く")
            symbol: "person"
            onClicked: Session.askStaff()
        }
    }
}
