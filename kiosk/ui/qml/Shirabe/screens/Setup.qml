import QtQuick
import Shirabe
import Shirabe.Backend

/* The first start: address and code from the central make this machine a terminal. For staff. */
DeckTyping {
    id: page

    readonly property bool narrow: Theme.portrait
    readonly property bool typing: Setup.state === "typing"
    readonly property bool address: Setup.field === "central"
    readonly property bool ready: typing && (Setup.stick || Setup.central !== "" && Setup.code !== "")

    title: qsTr("端末の登録")
    backShown: false
    note: qsTr("係の画面です")
    noteIcon: "lock"
    sets: address ? "address" : "code"
    onLetter: sign => Setup.press(sign)
    onErase: Setup.erase()
    onClear: Setup.clear()
    onEnter: Setup.submit()
    deck: [
        DeckRow {
            id: foot
            parts: page.narrow ? 1 : 2
            tall: page.rowTall

            DeckButton {
                width: foot.of(1)
                tall: foot.tall
                text: page.address ? qsTr("登録コードを打つ") : qsTr("つなぐ先を直す")
                onClicked: Setup.useField(page.address ? "code" : "central")
            }
            DeckButton {
                width: foot.of(1)
                tall: foot.tall
                kind: page.ready ? "primary" : "yet"
                symbol: page.ready ? "tick" : ""
                text: {
                    if (!page.typing)
                        return qsTr("お待ちください");
                    if (Setup.stick)
                        return qsTr("USBメモリーで登録する");
                    if (Setup.central === "")
                        return qsTr("つなぐ先を打ってください");
                    return Setup.code !== "" ? qsTr("この端末を登録する") : qsTr("登録コードを打ってください");
                }
                onClicked: Setup.submit()
            }
        }
    ]

    Column {
        width: parent.width
        spacing: Theme.compact || Theme.large ? Theme.s2 : Theme.gap

        Words {
            width: parent.width
            visible: !(Theme.extra && !page.narrow)
            text: Theme.keep(qsTr("「central terminal add」で出した登録コードを打つか、QRコードを読み取らせるか、登録ファイルの入ったUSBメモリーをさしてください。30分以内に1回だけ使えます。"))
            em: Theme.second
            tall: 1.4
        }
        Grid {
            width: parent.width
            columns: page.narrow ? 1 : 2
            spacing: Theme.gap

            Column {
                width: page.narrow ? parent.width : Math.round((parent.width - parent.spacing) * 0.56)

                Words {
                    width: parent.width
                    text: qsTr("1　つなぐ先")
                    em: Theme.large ? Theme.second : Theme.body
                    bold: true
                    color: Theme.ink
                }
                TypedField {
                    width: parent.width
                    text: Setup.central
                    name: qsTr("つなぐ先")
                    here: page.address
                }
            }
            Column {
                width: page.narrow ? parent.width : parent.width - parent.spacing - Math.round((parent.width - parent.spacing) * 0.56)

                Words {
                    width: parent.width
                    text: qsTr("2　登録コード")
                    em: Theme.large ? Theme.second : Theme.body
                    bold: true
                    color: Theme.ink
                }
                TypedField {
                    width: parent.width
                    text: Setup.code
                    name: qsTr("登録コード")
                    here: !page.address
                }
            }
        }
        Notice {
            visible: Setup.message !== ""
            width: parent.width
            kind: "error"
            em: Theme.large && !page.narrow ? Theme.small : Theme.second
            text: Setup.message
        }
        Notice {
            visible: Setup.stick && page.typing && Setup.message === ""
            width: parent.width
            em: Theme.large && !page.narrow ? Theme.small : Theme.second
            text: qsTr("USBメモリーが見つかりました。下のボタンで登録できます。")
        }
        Words {
            visible: !page.typing
            width: parent.width
            text: Setup.state === "done" ? qsTr("登録できました。まもなく始まります。") : Setup.part > 0 ? qsTr("目録を受け取っています　%1%").arg(Math.floor(Setup.part * 100)) : qsTr("登録しています")
            bold: true
            color: Theme.ink
        }
        Rectangle {
            visible: !page.typing
            width: parent.width
            height: Theme.mm(5)
            radius: Theme.mm(1)
            color: Theme.paper3
            Accessible.role: Accessible.ProgressBar
            Accessible.name: qsTr("進みぐあい")

            Rectangle {
                width: Math.round(parent.width * (Setup.state === "done" ? 1 : Setup.part))
                height: parent.height
                radius: parent.radius
                color: Theme.primary
            }
        }
    }
}
