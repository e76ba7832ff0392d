import QtQuick
import Shirabe
import Shirabe.Backend

/*
 The hold cart: books, slots, place, contact, notice and action on one page, read down both
 columns. Where letters are very large it is read in two steps.
*/
Page {
    id: page

    readonly property bool stepped: Theme.extra || Theme.large && !Theme.portrait
    property int step: 0

    title: Cart.cartLabel
    // beside longer words than the Japanese ones the name of the page would break
    note: Session.signedIn && !(Theme.portrait && Theme.extra && Theme.spaced !== "") ? (Session.mode === "deferred" ? qsTr("カードは受付のときに確認します") : qsTr("カードで確認ずみ")) : ""
    noteIcon: "person"
    focus: true
    onGoneBack: {
        if (stepped && step > 0)
            step = 0;
        else
            Session.back();
    }

    CartBooks {
        visible: !page.stepped || page.step === 0
        width: page.stepped || Theme.portrait ? parent.width : Math.round(parent.width * 0.4846)
        height: {
            if (page.stepped)
                return parent.height - onward.height - Theme.block;
            return Theme.portrait ? parent.height - choices.height - Theme.block : parent.height;
        }
    }
    CartChoices {
        id: choices
        visible: !page.stepped || page.step === 1
        x: page.stepped || Theme.portrait ? 0 : parent.width - width
        y: Theme.portrait && !page.stepped ? parent.height - height : 0
        width: page.stepped || Theme.portrait ? parent.width : Math.round(parent.width * 0.4978)
        height: Theme.portrait && !page.stepped ? Math.round(parent.height * (Theme.large ? 0.54 : 0.49)) : parent.height
        onAddMore: Session.go("search")
    }
    Button {
        id: onward
        visible: page.stepped && page.step === 0
        y: parent.height - height
        width: parent.width
        tall: Theme.tapMain
        em: Theme.section
        kind: "primary"
        chevron: "right"
        text: qsTr("%1と%2をえらぶ").arg(Cart.pickupLabel).arg(Cart.contactLabel)
        onClicked: page.step = 1
    }
}
