pragma ComponentBehavior: Bound

import QtQuick
import Shirabe
import Shirabe.Backend

/*
 The bar at the foot of every page, always in this order. Settings act in place: page, cart and
 sign-in stay. 「おわる」 stands only when somebody is signed in, left of 「係に聞く」.
   bare    the attract page: はじめにもどる loses its border
   quiet   no state of the data (countdown, first start)
 An upright panel has the state of the data on a line of its own above the buttons.
*/
Rectangle {
    id: bar

    property bool bare: false
    property bool quiet: false
    // two lines in a label leave room for larger letters
    readonly property bool shortWords: Theme.large || Theme.portrait || Theme.compact
    readonly property int least: Theme.mm(Theme.portrait ? 26 : Theme.compact ? 27 : 33)
    // less than this leaves the state of the data no two lines
    readonly property int told: Theme.letter(36)
    readonly property int between: right.x - left.x - left.width - 2 * Theme.s4
    // a small panel with large letters gives that line only to what must be told: the network is away
    readonly property bool above: Theme.portrait || between < told && !Status.online
    readonly property int buttonsTop: above ? now.height + Theme.hair : 0

    // upright a label of two words takes two lines
    function broken(words: string): string {
        return Theme.portrait ? words.replace(" ", "\n") : words;
    }

    implicitHeight: buttonsTop + (Theme.portrait ? left.height + Theme.gap : Theme.barHeight)
    color: Theme.paper2
    Accessible.role: Accessible.ToolBar
    Accessible.name: qsTr("画面の設定")

    component BarButton: Button {
        width: Math.max(bar.least, implicitWidth)
        // upright all are as high as a label of two lines
        tall: Theme.portrait ? iconSize + Theme.hair + 2 * Math.round(em * 1.3) + 2 * Theme.s2 : Theme.barButton
        em: Theme.portrait ? Theme.mm(Math.min(5.2 * Theme.textScale, 6.3)) : Theme.compact ? Math.min(Theme.small, Theme.mm(Theme.tightBar ? 5.2 : 6.4)) : Theme.small
        leftPadding: Math.round(em * (Theme.portrait || Theme.extra ? 0.5 : 0.72))
        stacked: true
        iconSize: Math.round(em * (Theme.portrait ? 1.1 : 1.4))
    }

    Rectangle {
        width: parent.width
        height: Theme.line
        color: Theme.rule
    }
    Row {
        id: left
        x: Theme.margin
        y: bar.buttonsTop + Math.round((bar.height - bar.buttonsTop - height) / 2)
        spacing: Theme.gap

        BarButton {
            id: home
            text: Theme.portrait ? qsTr("はじめに\nもどる") : qsTr("はじめにもどる")
            say: qsTr("はじめにもどる")
            symbol: "home"
            kind: bar.bare ? "bare" : "ink"
            onClicked: Session.home()
        }
        BarButton {
            // the largest letters leave a small panel's bar room for smaller ones only
            readonly property bool tight: Theme.compact && Theme.extra
            text: bar.shortWords ? qsTr("ことば\nLanguage") : qsTr("ことば Language")
            height: Math.max(implicitHeight, home.height)
            em: tight ? Theme.mm(5.6) : home.em
            say: qsTr("ことば Language")
            symbol: "globe"
            // beside its drawing where the bar is no higher than one line with a drawing over it
            stacked: Theme.portrait || !bar.shortWords
            on: Comfort.language !== "ja"
            onClicked: Comfort.nextLanguage()
        }
        BarButton {
            text: {
                switch (Comfort.size) {
                case "large":
                    return bar.broken(qsTr("文字：大"));
                case "extra":
                    return bar.broken(qsTr("文字：特大"));
                default:
                    return Theme.portrait ? qsTr("文字の\n大きさ") : qsTr("文字の大きさ");
                }
            }
            symbol: "letters"
            on: Comfort.size !== "standard"
            onClicked: Comfort.nextSize()
        }
        BarButton {
            text: Comfort.highContrast && !Theme.portrait ? qsTr("コントラスト：強") : qsTr("コントラスト")
            say: Comfort.highContrast ? qsTr("コントラスト：強") : qsTr("コントラスト")
            symbol: "contrast"
            on: Comfort.highContrast
            onClicked: Comfort.toggleContrast()
        }
        BarButton {
            text: Theme.portrait ? qsTr("低い\n位置") : qsTr("低い位置")
            say: qsTr("低い位置")
            symbol: "low"
            on: Comfort.lowReach
            onClicked: Comfort.toggleReach()
        }
    }
    DataState {
        id: now
        visible: !bar.quiet && (bar.above || width > bar.told)
        x: bar.above ? Theme.margin : left.x + left.width + Theme.s4
        y: bar.above ? Theme.hair : Math.round((parent.height - height) / 2)
        width: bar.above ? parent.width - 2 * x : bar.between
    }
    Row {
        id: right
        anchors.right: parent.right
        anchors.rightMargin: Theme.margin
        y: left.y + Math.round((left.height - height) / 2)
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
