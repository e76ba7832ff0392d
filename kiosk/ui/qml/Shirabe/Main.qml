import QtQuick
import Shirabe
import Shirabe.Backend

/*
 The window: one page at a time, the bar, and what stands over a page (countdown, help, notice).
 Pages are screens/<Name>.qml, named by Session.page; they are made when shown and keep nothing:
 all state lives in the view models, so that language, letters, contrast and reach change in place.
*/
Window {
    id: main

    property real pxPerMm: 4.03
    property string only: ""
    readonly property string page: only !== "" ? only : Session.page
    readonly property bool covered: Session.asking || Session.helping || Session.notice || Slip.shown

    // pages whose every target must move for low reach have a form of their own
    readonly property var lowPages: ["attract", "results", "narrow", "detail", "sign_in", "password", "cart", "thanks", "my_page", "calendar", "displays"]

    function file(page: string): url {
        const form = Theme.lowReach && lowPages.includes(page) ? page + "_low" : page;
        const name = form.split("_").map(part => part.charAt(0).toUpperCase() + part.slice(1)).join("");
        return Qt.resolvedUrl("screens/" + name + ".qml");
    }

    color: Theme.paper
    title: qsTr("しらべ")

    Binding {
        target: Theme
        property: "pxPerMm"
        value: main.pxPerMm
    }
    Binding {
        target: Theme
        property: "windowWidth"
        value: main.width
    }
    Binding {
        target: Theme
        property: "windowHeight"
        value: main.height
    }
    Loader {
        id: pageLoader
        width: parent.width
        anchors.top: parent.top
        anchors.topMargin: strip.visible ? strip.height - Theme.mm(1) : 0
        anchors.bottom: bar.top
        focus: !main.covered
        visible: !main.covered
        source: main.file(main.page)
        onLoaded: (item as Item).forceActiveFocus()
    }
    Loader {
        width: parent.width
        anchors.top: parent.top
        anchors.bottom: bar.top
        active: Session.asking
        focus: Session.asking
        source: main.file("idle")
    }
    HelpDialog {
        width: parent.width
        anchors.top: parent.top
        anchors.bottom: bar.top
        anchors.fill: undefined
        shown: Session.helping && !Session.asking
    }
    NoticeDialog {
        width: parent.width
        anchors.top: parent.top
        anchors.bottom: bar.top
        anchors.fill: undefined
        shown: Session.notice && !Session.asking && !Session.helping
    }
    SlipDialog {
        width: parent.width
        anchors.top: parent.top
        anchors.bottom: bar.top
        anchors.fill: undefined
        shown: Slip.shown && !Session.asking && !Session.helping && !Session.notice
    }
    StaffDoor {
        anchors.fill: pageLoader
        visible: main.page === "attract" && !main.covered
        onOpened: Staff.open()
    }
    // staff must see it, patrons need not: keys that are to be tried only, or something to mend
    Rectangle {
        id: strip
        width: parent.width
        height: Theme.mm(7)
        visible: (Status.plainKeys || Staff.calls) && main.page === "attract" && !main.covered
        color: Theme.error
        Accessible.role: Accessible.StaticText
        Accessible.name: warning.text

        Text {
            id: warning
            anchors.centerIn: parent
            text: Staff.calls ? qsTr("係の方へ：この端末に、見ていただきたいことがあります。") : qsTr("体験用：鍵を平文のファイルに置いています。実際の利用者には使わないでください。")
            textFormat: Text.PlainText
            color: Theme.white
            font.pixelSize: Theme.mm(5)
            font.bold: true
        }
    }
    Waiting {
        anchors.horizontalCenter: parent.horizontalCenter
        anchors.bottom: bar.top
        anchors.bottomMargin: Theme.block
    }
    Bar {
        id: bar
        width: parent.width
        anchors.bottom: parent.bottom
        bare: main.page === "attract"
        quiet: Session.asking || main.page === "setup"
    }
}
