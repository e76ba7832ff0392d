pragma ComponentBehavior: Bound

import QtQuick
import Shirabe
import Shirabe.Backend

/*
 The hold: the button with the slots left, or in its very place the reason and what can be done
 instead. Never a missing button. Given more height than it needs, it tells how a hold goes on.
   acts   the buttons stand inside (else the caller has them)
   room   px that there are for it, 0: as many as it needs
*/
Panel {
    id: panel

    property bool acts: true
    property int room: 0
    readonly property var book: Opened.title
    readonly property bool inCart: book.inCart ?? false
    readonly property bool allowed: inCart || (book.allowed ?? true)
    readonly property bool here: book.head?.tone === "here"
    readonly property bool tight: !Theme.portrait && (Theme.compact || Theme.large)
    // the most helpful first
    readonly property var reasons: book.reasons ?? []
    readonly property bool several: reasons.length > 1
    readonly property int inner: Theme.mm(Theme.compact ? 3 : 5)

    tone: allowed ? "" : "ink"
    implicitHeight: (allowed ? yes.height : no.height) + 2 * inner

    Column {
        id: yes
        visible: panel.allowed
        x: Theme.inset
        y: panel.inner
        width: panel.width - 2 * x
        spacing: Theme.mm(Theme.compact ? 2 : 3)

        Item {
            id: slots
            width: parent.width
            height: Math.max(what.height, left.height)
            visible: (panel.book.slotLeft ?? "") !== ""

            Words {
                id: what
                anchors.verticalCenter: parent.verticalCenter
                width: parent.width - left.width - used.width - Theme.s4
                text: qsTr("予約できる%1").arg(panel.book.slotLabel ?? "")
                em: Theme.second
                tall: 1.3
            }
            Words {
                id: left
                anchors.verticalCenter: parent.verticalCenter
                anchors.right: used.visible ? used.left : parent.right
                anchors.rightMargin: used.visible ? Theme.s4 : 0
                text: panel.book.slotLeft ?? ""
                em: Theme.body
                bold: true
                tall: 1.3
                color: Theme.ink
            }
            Words {
                id: used
                visible: !Theme.large && !Theme.compact
                width: visible ? implicitWidth : 0
                anchors.verticalCenter: parent.verticalCenter
                anchors.right: parent.right
                text: panel.book.slotUsed ?? ""
                em: Theme.second
                tall: 1.3
                color: Theme.sub
            }
        }
        Button {
            id: button
            visible: panel.acts
            width: parent.width
            tall: Theme.wide(Theme.compact ? 17 : 24)
            em: Theme.compact || Theme.extra ? Theme.bigLabel : Theme.section
            kind: "primary"
            symbol: panel.inCart ? "tick" : "basket"
            chevron: panel.inCart ? "right" : ""
            text: panel.inCart ? qsTr("%1を見る").arg(Cart.cartLabel) : Theme.extra ? qsTr("%1へ").arg(Cart.cartLabel) : qsTr("%1へ入れる").arg(Cart.cartLabel)
            onClicked: {
                if (panel.inCart)
                    Session.go("cart");
                else
                    Cart.add(panel.book.id);
            }
        }
        Words {
            width: parent.width
            visible: text !== "" && !(Theme.compact && Theme.extra) && !way.visible
            horizontalAlignment: Text.AlignHCenter
            text: panel.inCart ? qsTr("%1に入っています").arg(Cart.cartLabel) : panel.here ? Theme.compact || Theme.large ? qsTr("すぐ借りる方は、本を窓口へどうぞ") : qsTr("すぐ借りる方は、棚の本を窓口へお持ちください") : qsTr("受付のときに、順番が決まります")
            em: Theme.small
            tall: 1.35
            color: Theme.sub
        }
    }
    Column {
        id: way
        readonly property int under: panel.inner * 2 + (panel.acts ? button.height : 0) + (slots.visible ? slots.height + yes.spacing : 0)
        visible: panel.allowed && !panel.here && panel.height - under > Theme.letter(46)
        x: Theme.inset
        y: under
        width: panel.width - 2 * x
        spacing: Math.max(Theme.hair, Math.min(Theme.mm(10), Math.floor((panel.height - panel.inner - under - Theme.letter(46)) / 4)))

        Rectangle {
            width: parent.width
            height: Theme.line
            color: Theme.rule
        }
        Words {
            width: parent.width
            text: qsTr("予約のながれ")
            em: Theme.second
            bold: true
            tall: 1.4
            color: Theme.ink
            Accessible.role: Accessible.Heading
        }
        Repeater {
            model: [qsTr("%1へ入れて、カードを確認します").arg(Cart.cartLabel), Cart.intakeText === "" ? qsTr("図書館が受け付けて、順番が決まります") : qsTr("%1に受け付けます").arg(Cart.intakeText), qsTr("用意ができたら、お知らせします")]

            Item {
                id: step
                required property string modelData
                required property int index
                width: way.width
                height: Math.max(disc.height, told.height)

                Rectangle {
                    id: disc
                    width: Theme.letter(8.9)
                    height: width
                    radius: width / 2
                    color: Theme.paper2
                    border.width: Theme.contrast ? Theme.line : 0
                    border.color: Theme.edge

                    Words {
                        anchors.centerIn: parent
                        text: String(step.index + 1)
                        em: Theme.small
                        bold: true
                        tall: 1.2
                        color: Theme.ink
                        Accessible.ignored: true
                    }
                }
                Words {
                    id: told
                    x: disc.width + Theme.gap
                    width: parent.width - x
                    anchors.verticalCenter: disc.verticalCenter
                    text: Theme.keep(step.modelData)
                    em: Theme.compact ? Theme.least : Theme.second
                    tall: 1.4
                }
            }
        }
    }
    Column {
        id: no
        visible: !panel.allowed
        x: Theme.inset
        y: panel.inner
        width: panel.width - 2 * x
        spacing: Theme.mm(Theme.compact ? 2 : 3)

        StateBadge {
            id: cannot
            width: parent.width
            symbol: "info"
            text: Theme.compact && Theme.extra ? qsTr("予約できません") : qsTr("いまは予約できません")
            em: panel.tight ? Theme.body : Theme.bigLabel
        }
        // whole reasons, as many as there is room for; then it says how many more there are
        Column {
            id: why
            readonly property int space: panel.room - 2 * panel.inner - cannot.height - no.spacing - (instead.visible ? instead.height + no.spacing : 0) - (ways.visible ? ways.height + no.spacing : 0)
            readonly property var heights: Array.from({
                length: sentences.count
            }, (_, index) => sentences.itemAt(index)?.implicitHeight ?? 0)
            readonly property int shown: fitting(space) === heights.length || panel.room === 0 ? heights.length : Math.max(1, fitting(space - others.lineHeight))

            function fitting(space: int): int {
                let used = 0;
                return heights.filter(tall => (used += tall) <= space).length;
            }

            width: parent.width

            Repeater {
                id: sentences
                model: panel.reasons.length

                Reason {
                    required property int index
                    visible: index < why.shown
                    width: why.width
                    text: panel.reasons[index] ?? ""
                    pointed: panel.several
                    kept: !(Theme.compact && Theme.extra)
                    em: panel.several ? Theme.small : Theme.compact || Theme.large ? Theme.second : Theme.notice
                }
            }
            Words {
                id: others
                visible: why.shown < panel.reasons.length
                width: parent.width
                text: qsTr("理由は、ほかに%1つあります").arg(panel.reasons.length - why.shown)
                em: Theme.small
                bold: true
                tall: 1.3
                color: Theme.ink
            }
        }
        Words {
            id: instead
            text: qsTr("代わりにできること")
            em: Theme.second
            bold: true
            tall: 1.3
            color: Theme.ink
            visible: panel.acts && !panel.tight && panel.reasons.length < 3
        }
        Grid {
            id: ways
            visible: panel.acts && !(Theme.compact && Theme.extra)
            width: parent.width
            columns: panel.tight ? 2 : 1
            spacing: Theme.gap
            readonly property int cell: panel.tight ? Math.floor((width - spacing) / 2) : width

            Button {
                width: ways.cell
                tall: Theme.tapRow
                em: panel.tight ? Theme.least : Theme.second
                leftAligned: !panel.tight
                symbol: panel.tight ? "" : "search"
                text: panel.tight ? qsTr("似た本を探す") : qsTr("似た本で、借りられるもの")
                onClicked: Opened.similar()
            }
            Button {
                width: ways.cell
                tall: Theme.tapRow
                em: panel.tight ? Theme.least : Theme.second
                leftAligned: !panel.tight
                symbol: panel.tight ? "" : "person"
                text: qsTr("係に聞く")
                say: qsTr("予約について係に聞く")
                onClicked: Session.askStaff()
            }
        }
    }
}
