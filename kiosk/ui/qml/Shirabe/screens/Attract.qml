pragma ComponentBehavior: Bound

import QtQuick
import Shirabe
import Shirabe.Backend

/*
 Nobody is here. One blue field is the whole invitation; beside it today's hours and the week, My
 page and the most read; below, new books as they stand on a shelf.
*/
FocusScope {
    id: page

    readonly property bool tall: Theme.portrait
    readonly property bool low: Theme.lowReach
    readonly property int foot: height - Theme.block
    readonly property int gap: Theme.s4
    readonly property int side: tall ? width - 2 * Theme.margin : Math.round((width - 2 * Theme.margin) * (Theme.extra ? 0.44 : 0.369))
    readonly property int main: tall ? side : width - 2 * Theme.margin - side - Theme.s8
    readonly property bool roomForBooks: tall || !Theme.extra && !(Theme.compact && Theme.large)
    readonly property int bookHeight: roomForBooks ? Math.min(Theme.mm(tall ? 78 : Theme.compact ? 50 : 72), Math.round(height * 0.3)) : 0
    // low reach: the books change places with what has to be touched
    readonly property int underHead: head.y + head.height + Theme.block
    readonly property int bookRows: tall && !Theme.large ? 2 : 1
    readonly property int shelfTall: roomForBooks ? bookRows * (bookHeight + gap) - gap + shelfHead.height + Theme.s2 : 0
    readonly property int shelfTop: low ? underHead : foot - shelfTall
    readonly property int workTop: low && roomForBooks ? underHead + shelfTall + Theme.block : underHead
    readonly property int workFoot: low || !roomForBooks ? foot : shelfTop - Theme.block

    focus: true
    Keys.onPressed: event => {
        if (event.text.length === 1 && event.text > " ") {
            Session.go("search");
            Finding.press(event.text);
            event.accepted = true;
        }
    }

    // the house, the day, the time
    Item {
        id: head
        x: Theme.margin
        y: Theme.headTop
        width: page.width - 2 * x
        height: names.height

        Column {
            id: names
            width: parent.width - now.width - Theme.block

            TextMetrics {
                id: house
                font.pixelSize: Theme.heading
                font.weight: Font.Bold
                font.letterSpacing: Theme.heading * 0.02
                text: Status.houseText
            }
            Words {
                width: parent.width
                text: Status.houseText
                // a long name stays on one line as long as it can be read from afar
                em: Math.max(Math.round(Theme.heading * 0.66), Math.min(Theme.heading, Math.floor(Theme.heading * names.width / Math.max(1, house.advanceWidth + Theme.s2))))
                bold: true
                tall: 1.3
                color: Theme.ink
                Accessible.role: Accessible.Heading
            }
            Words {
                width: parent.width
                visible: !Theme.large || page.tall
                text: qsTr("本をさがす・予約する・借りている本をたしかめる")
                em: Theme.second
                tall: 1.4
                color: Theme.sub
            }
        }
        Row {
            id: now
            anchors.right: parent.right
            anchors.bottom: parent.bottom
            spacing: Theme.block

            Words {
                anchors.baseline: time.baseline
                text: Status.todayText
                em: Theme.letter(7.4)
                visible: !Theme.extra
            }
            Words {
                id: time
                text: Status.timeText
                em: Theme.letter(Theme.large ? 13 : 17)
                bold: true
                tabular: true
                tall: 1.1
                color: Theme.ink
            }
        }
    }

    // 本をさがす
    Tappable {
        id: invite
        x: Theme.margin
        y: page.workTop
        width: page.main
        height: page.tall ? page.workFoot - page.workTop - hours.height - tiles.height - Theme.s4 - page.gap : page.workFoot - y
        corner: Theme.bigCorner
        text: qsTr("本をさがす")
        onClicked: Session.go("search")

        background: Rectangle {
            radius: Theme.bigCorner
            color: invite.lit ? Theme.primaryPressed : Theme.primary
        }
        contentItem: Item {
            Row {
                id: inside
                readonly property int widest: Math.min(Theme.letter(25), Math.round((invite.width - Theme.mm(24)) / 5.4))
                readonly property bool drawn: invite.height > Theme.letter(76) && invite.width > Theme.letter(38) + widest * 5.4 + Theme.mm(24) + spacing
                readonly property int room: invite.width - Theme.mm(20) - (drawn ? Theme.letter(38) + spacing : 0)
                readonly property int lines: hint.lineHeight * (hint.implicitWidth > room ? 2 : 1)
                readonly property int push: Theme.wide(Theme.compact ? 16 : 21.8)
                readonly property int air: Theme.mm(Theme.compact ? 7 : 12) + 3 * Theme.s2
                // the words first; what they leave decides about the drawn button and its distance
                readonly property bool button: invite.height > Theme.letter(16) * 1.25 + lines + push + air
                readonly property int rest: invite.height - lines - air - (button ? push : 0)
                readonly property int word: Math.min(widest, Math.round(rest / 1.25))
                readonly property int between: Math.max(0, Math.min(Theme.mm(7), rest - Math.round(word * 1.25)))
                anchors.centerIn: parent
                spacing: Theme.mm(Theme.compact ? 8 : 14)

                Icon {
                    visible: inside.drawn
                    name: "search"
                    size: Theme.letter(38)
                    color: Theme.primaryWords
                }
                Column {
                    spacing: Theme.s2

                    Words {
                        width: Math.min(implicitWidth, inside.room)
                        text: qsTr("本をさがす")
                        em: inside.word
                        bold: true
                        tall: 1.25
                        color: Theme.primaryWords
                        Accessible.ignored: true
                    }
                    Words {
                        id: hint
                        width: inside.room
                        text: qsTr("書名・著者・ことばの %1").arg(Theme.whole(qsTr("はじめの1字から")))
                        em: Theme.letter(8.9)
                        tall: 1.4
                        color: Theme.primaryWords
                        Accessible.ignored: true
                    }
                    Item {
                        width: 1
                        visible: inside.button && inside.between > 0
                        height: inside.between
                    }
                    Rectangle {
                        visible: inside.button
                        width: Math.min(Theme.letter(139), inside.room)
                        height: inside.push
                        radius: Theme.corner
                        color: Theme.primaryWords

                        Row {
                            anchors.centerIn: parent
                            spacing: Theme.s4

                            Icon {
                                anchors.verticalCenter: parent.verticalCenter
                                name: "hand"
                                size: Theme.letter(9)
                                color: Theme.primary
                                ground: Theme.primaryWords
                            }
                            Words {
                                text: qsTr("ここにふれてください")
                                em: Theme.letter(8.4)
                                bold: true
                                color: Theme.primary
                                Accessible.ignored: true
                            }
                        }
                    }
                }
            }
        }
    }

    // hours
    Panel {
        id: hours
        readonly property int weekLeast: Math.round(Theme.least * 1.25 + Theme.letter(8.4) * 1.2 + Theme.letter(4.7) * 1.25) + Theme.mm(5)
        readonly property int least: hoursWords.height + weekLeast + Theme.mm(Theme.compact ? 9 : 14)
        x: page.tall ? Theme.margin : page.width - Theme.margin - page.side
        y: page.tall ? invite.y + invite.height + Theme.s4 : page.workTop
        width: page.side
        height: page.tall ? Math.max(least, Theme.mm(58)) : Math.min(page.workFoot - y - page.gap - Theme.tap, Math.max(least, Theme.mm(64.5)))

        Item {
            id: hoursWords
            x: Theme.inset
            y: Theme.mm(Theme.compact ? 3 : 5)
            width: parent.width - 2 * x
            height: Math.max(hoursLeft.height, hoursRight.height)

            Column {
                id: hoursLeft
                width: parent.width - hoursRight.width - Theme.gap
                anchors.verticalCenter: parent.verticalCenter

                Words {
                    width: parent.width
                    text: qsTr("きょうの開館")
                    em: Theme.body
                    bold: true
                    tall: 1.3
                    color: Theme.ink
                }
                Words {
                    width: parent.width
                    visible: Status.nextClosedText !== "" && (!Theme.compact || implicitWidth <= width)
                    text: qsTr("次のお休みは %1").arg(Theme.whole(Status.nextClosedText))
                    em: Theme.compact ? Theme.least : Theme.small
                    tall: 1.35
                }
            }
            Words {
                id: hoursRight
                anchors.right: parent.right
                anchors.verticalCenter: parent.verticalCenter
                text: Status.hoursText
                em: Math.min(Theme.letter(13.4), Math.round(page.side / (Theme.compact ? 13.6 : 12.2)))
                bold: true
                tall: 1.2
                color: Theme.ink
            }
        }
        Week {
            id: week
            x: Theme.inset
            y: hoursWords.y + hoursWords.height + Theme.gap
            width: parent.width - 2 * x
            tall: Math.max(Math.min(hours.weekLeast, hours.height - y - Theme.hair), Math.min(hours.weekLeast + Theme.mm(9), hours.height - y - Theme.mm(Theme.compact ? 4 : 6)))
            days: Status.week
        }
    }

    // my page, most read
    Row {
        id: tiles
        x: hours.x
        y: hours.y + hours.height + page.gap
        width: page.side
        height: page.tall ? Theme.wide(34) : page.workFoot - y
        spacing: page.gap

        component Tile: Tappable {
            id: tile
            property string symbol
            property string under
            readonly property bool flat: height < Theme.letter(30)
            width: Math.floor((tiles.width - tiles.spacing) / 2)
            height: tiles.height

            background: Rectangle {
                radius: tile.corner
                color: tile.lit ? Theme.primaryTint : Theme.white
                border.width: Theme.line
                border.color: tile.lit ? Theme.primary : Theme.edge
            }
            contentItem: Item {
                Grid {
                    anchors.centerIn: parent
                    columns: tile.flat ? 2 : 1
                    spacing: tile.flat ? Theme.gap : Theme.hair
                    horizontalItemAlignment: Grid.AlignHCenter
                    verticalItemAlignment: Grid.AlignVCenter

                    Icon {
                        name: tile.symbol
                        size: tile.flat ? Theme.letter(9) : Theme.letter(12.5)
                    }
                    Words {
                        text: tile.text
                        em: Math.min(tile.flat ? Theme.body : Theme.letter(7.9), Math.round((tile.width - (tile.flat ? Theme.letter(13) : Theme.gap)) / 7.6))
                        bold: true
                        tall: 1.4
                        color: Theme.ink
                        Accessible.ignored: true
                    }
                    Words {
                        visible: !tile.flat && tile.height > Theme.letter(36) && implicitWidth < tile.width - Theme.s2
                        text: tile.under
                        em: Theme.least
                        tall: 1.4
                        color: Theme.sub
                        Accessible.ignored: true
                    }
                }
            }
        }

        Tile {
            symbol: "person"
            text: qsTr("マイページ")
            under: qsTr("予約・貸出・延長")
            onClicked: Session.signInFor("my_page")
        }
        Tile {
            symbol: "book"
            text: qsTr("よく読まれる本")
            under: qsTr("みんなが 借りています")
            onClicked: Finding.showMostLent()
        }
    }

    // new books
    Item {
        id: shelfHead
        visible: page.roomForBooks && Finding.arrivals.length > 0
        x: Theme.margin
        y: page.shelfTop
        width: page.width - 2 * x
        height: Math.round(Theme.letter(7.4) * 1.4)

        Words {
            id: shelfTitle
            height: parent.height
            text: qsTr("新しく入った本")
            em: Theme.letter(7.4)
            bold: true
            color: Theme.ink
            Accessible.role: Accessible.Heading
        }
        Words {
            anchors.left: shelfTitle.right
            anchors.leftMargin: Theme.s4
            height: parent.height
            text: [Finding.arrivalsSince, Finding.arrivalsCount].filter(part => part !== "").join("　")
            em: Theme.second
            color: Theme.sub
        }
    }
    Grid {
        id: shelf
        visible: shelfHead.visible
        x: Theme.margin
        y: page.shelfTop + shelfHead.height + Theme.s2
        width: page.width - 2 * x
        columns: many
        spacing: page.gap
        readonly property int many: Math.max(2, Math.floor((width + spacing) / (Theme.letter(Theme.large ? 44 : 51) + spacing)))
        readonly property int cell: Math.floor((width - (many - 1) * spacing) / many)

        Repeater {
            model: Math.max(1, Math.min(shelf.many * page.bookRows - 1, 11))

            Spine {
                required property int index
                readonly property var found: Finding.arrivals[index] ?? null
                visible: found !== null
                book: found ?? ({})
                width: shelf.cell
                height: page.bookHeight
                onClicked: Opened.go(book.id)
            }
        }
        Button {
            width: shelf.cell
            height: page.bookHeight
            kind: "blue"
            em: Theme.letter(6.4)
            stacked: true
            text: qsTr("%1を\nぜんぶ見る").arg(Finding.arrivalsCount)
            symbol: "right"
            onClicked: Finding.showArrivals()
        }
    }
}
