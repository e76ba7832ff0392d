import QtQuick
import Shirabe

/* All parts side by side, for looking at them (00-controls). Never reached by a patron. */
Window {
    id: gallery

    property real pxPerMm: 4.03

    color: Theme.paper

    Binding {
        target: Theme
        property: "pxPerMm"
        value: gallery.pxPerMm
    }
    Binding {
        target: Theme
        property: "windowWidth"
        value: gallery.width
    }
    Binding {
        target: Theme
        property: "windowHeight"
        value: gallery.height
    }

    component Head2: Words {
        em: Theme.body
        bold: true
        color: Theme.ink
    }
    component Small: Words {
        em: Theme.second
        color: Theme.sub
        tall: 1.3
    }
    component Box: Panel {
        id: box
        property string name
        default property alias inside: inner.data
        width: parent ? parent.width : 0
        height: inner.height + label.height + Theme.mm(14)
        Head2 {
            id: label
            x: Theme.s8
            y: Theme.mm(6)
            text: box.name
        }
        Item {
            id: inner
            x: Theme.s8
            y: label.y + label.height + Theme.s2
            width: box.width - 2 * x
            height: childrenRect.height
        }
    }

    Column {
        x: Theme.margin
        y: Theme.s8
        width: parent.width - 2 * x
        spacing: Theme.s4

        Box {
            name: "ボタン"
            Flow {
                width: parent.width
                spacing: Theme.s8
                Button {
                    kind: "primary"
                    symbol: "basket"
                    text: "予約かごへ"
                }
                Button {
                    kind: "primary"
                    symbol: "basket"
                    text: "予約かごへ"
                    down: true
                }
                Button {
                    kind: "primary"
                    symbol: "basket"
                    text: "予約かごへ"
                    ring: true
                }
                Button {
                    kind: "blue"
                    symbol: "map"
                    text: "大きな地図"
                }
                Button {
                    chevron: "left"
                    text: "もどる"
                }
                Button {
                    kind: "yet"
                    text: "あと2桁 打ってください"
                }
            }
        }
        Row {
            width: parent.width
            spacing: Theme.s4

            Box {
                name: "キー"
                width: Math.round(parent.width * 0.42)
                Flow {
                    width: parent.width
                    spacing: Theme.s8
                    Key {
                        text: "は"
                    }
                    Key {
                        text: "は"
                        down: true
                    }
                    Key {
                        text: "ほ"
                        live: false
                    }
                    Key {
                        width: Theme.mm(40)
                        kind: "work"
                        text: "空白"
                    }
                    Key {
                        text: "き"
                        ring: true
                    }
                }
            }
            Box {
                name: "しぼりこみ　えらぶ"
                width: Math.round(parent.width * 0.58) - Theme.s4
                Row {
                    spacing: Theme.block
                    Column {
                        spacing: Theme.gap
                        Chip {
                            text: "大活字本"
                            count: "6"
                        }
                        Chip {
                            text: "本"
                            count: "49"
                            on: true
                        }
                    }
                    Choice {
                        width: Theme.mm(140)
                        on: true
                        text: "中央図書館"
                        note: "この館　火–日 9:30–19:00"
                        symbol: "building"
                    }
                }
            }
        }
        Row {
            width: parent.width
            spacing: Theme.s4

            Box {
                name: "状態　ことば・形・色の3つで"
                width: Math.round(parent.width * 0.42)
                Grid {
                    columns: 2
                    rowSpacing: Theme.gap
                    columnSpacing: Theme.s8
                    StateBadge {
                        symbol: "here"
                        text: "ここにあります"
                        tone: "here"
                    }
                    StateBadge {
                        symbol: "building"
                        text: "ほかの館"
                    }
                    StateBadge {
                        symbol: "clock"
                        text: "貸出中"
                    }
                    StateBadge {
                        symbol: "room"
                        text: "館内でのみ"
                    }
                    StateBadge {
                        symbol: "dotted"
                        text: "予約申込"
                    }
                    StateBadge {
                        symbol: "truck"
                        text: "他館確保"
                    }
                    StateBadge {
                        symbol: "warning"
                        text: "気をつける"
                        tone: "warning"
                    }
                    StateBadge {
                        symbol: "info"
                        text: "できません"
                    }
                }
            }
            Box {
                name: "お知らせ　枠と淡い塗り、文字はいつも墨"
                width: Math.round(parent.width * 0.58) - Theme.s4
                Column {
                    width: parent.width
                    spacing: Theme.gap
                    Notice {
                        width: parent.width
                        kind: "time"
                        inline: true
                        title: "時の知らせ"
                        text: "受付は、明日 午前3時です"
                    }
                    Notice {
                        width: parent.width
                        kind: "warning"
                        inline: true
                        title: "気をつけること"
                        text: "返却日が早くなります"
                    }
                    Notice {
                        width: parent.width
                        inline: true
                        title: "案内"
                        text: "番号を右で打つこともできます"
                    }
                }
            }
        }
        Row {
            width: parent.width
            spacing: Theme.s4

            Box {
                name: "背のラベル・数の目盛り"
                width: Math.round(parent.width * 0.42)
                Row {
                    spacing: Theme.s8
                    SpineLabel {
                        call: "913.6 ム 1"
                    }
                    SpineLabel {
                        call: "913.6 ム 1"
                        big: true
                    }
                    Gauge {
                        width: Theme.mm(90)
                        used: 3
                        now: 3
                        limit: 20
                    }
                }
            }
            Box {
                name: "予約の一生"
                width: Math.round(parent.width * 0.58) - Theme.s4
                LifeCycle {
                    width: Theme.mm(110)
                    symbol: "truck"
                    steps: [
                        {
                            "label": "予約申込",
                            "mark": "passed"
                        },
                        {
                            "label": "確保待ち",
                            "mark": "passed"
                        },
                        {
                            "label": "他館確保",
                            "mark": "now"
                        },
                        {
                            "label": "貸出可能",
                            "mark": "to_come"
                        }
                    ]
                }
            }
        }
        Box {
            name: "文字"
            Row {
                spacing: Theme.block
                Words {
                    text: "題名 57"
                    em: Theme.bookTitle
                    bold: true
                }
                Words {
                    text: "見出し 45"
                    em: Theme.heading
                    bold: true
                }
                Words {
                    text: "節 36"
                    em: Theme.section
                    bold: true
                }
                Words {
                    text: "本文 28"
                }
                Small {
                    text: "補い 24"
                }
                Words {
                    text: "最小 20"
                    em: Theme.least
                }
            }
        }
    }
    Bar {
        anchors.bottom: parent.bottom
        width: parent.width
    }
}
