import QtQuick
import Shirabe
import Shirabe.Backend

/* The slip as a QR code, to take along on a telephone: no name, no card number. */
Panel {
    id: slip

    readonly property bool upright: height > Theme.mm(95)

    QrCode {
        id: frame
        x: slip.upright ? Math.round((parent.width - width) / 2) : Theme.mm(6)
        y: slip.upright ? parent.height - height - Theme.mm(7) : Math.round((parent.height - height) / 2)
        width: slip.upright ? Math.min(parent.height - words.height - Theme.mm(20), parent.width - 2 * Theme.mm(10)) : Math.min(parent.height - 2 * Theme.mm(5), Theme.mm(48))
        source: Thanks.image
        name: qsTr("控えのQRコード")
    }
    Column {
        id: words
        x: slip.upright ? Theme.mm(10) : frame.x + frame.width + Theme.mm(5)
        y: slip.upright ? Theme.mm(6) : Math.round((parent.height - height) / 2)
        width: parent.width - x - Theme.s4

        Words {
            text: qsTr("控え")
            bold: true
            tall: 1.5
            color: Theme.ink
        }
        Words {
            width: parent.width
            text: slip.upright ? qsTr("お名前とカード番号は入っていません。\nスマートフォンで読んでください。") : Theme.keep(qsTr("お名前とカード番号は入っていません。スマートフォンで読んでください。"))
            em: Theme.compact ? Theme.least : Theme.second
            tall: 1.5
        }
    }
}
