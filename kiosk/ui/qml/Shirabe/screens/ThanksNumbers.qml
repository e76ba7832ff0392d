import QtQuick
import Shirabe
import Shirabe.Backend

/* Receipt number and next intake: the two largest things after a hold was handed in. */
Panel {
    id: numbers

    readonly property bool narrow: Theme.portrait
    readonly property bool spare: Theme.extra || Theme.large && !Theme.portrait || Theme.lowReach

    height: Math.max(Theme.mm(Theme.compact || spare ? 0 : 70), Math.max(receipt.height, intake.height) + 2 * Theme.mm(Theme.compact ? 5 : spare ? 4 : 8))

    Column {
        id: receipt
        x: Theme.mm(Theme.compact ? 6 : 10)
        y: Math.round((parent.height - Math.max(height, intake.height)) / 2)
        width: Math.round(parent.width * 0.4)

        Words {
            text: qsTr("受付番号")
            tall: 1.4
        }
        Words {
            text: Thanks.receipt
            em: numbers.spare ? Theme.letter(Theme.large && numbers.narrow ? 10.5 : Theme.compact ? 13 : 16) : Theme.compact ? Theme.letter(18) : numbers.narrow ? Theme.letter(Theme.large ? 14.5 : 20) : Theme.letter(26)
            bold: true
            tall: 1.15
            tabular: true
            color: Theme.ink
            wrapMode: Text.NoWrap
        }
        Words {
            width: parent.width
            visible: !numbers.spare
            text: Theme.keep(qsTr("窓口で聞くときに使います"))
            em: Theme.second
            tall: 1.5
        }
    }
    Rectangle {
        x: Math.round(parent.width * 0.433)
        y: Theme.mm(8)
        width: Theme.line
        height: parent.height - 2 * y
        color: Theme.rule
    }
    Column {
        id: intake
        x: Math.round(parent.width * 0.467)
        y: receipt.y
        width: parent.width - x - Theme.mm(6)
        spacing: numbers.spare || Theme.compact ? 0 : Theme.mm(2)

        Words {
            text: qsTr("次の受付処理")
            tall: 1.4
        }
        Words {
            id: moment
            width: parent.width
            readonly property int best: numbers.spare ? (numbers.narrow ? Theme.section : Theme.heading) : Theme.compact || numbers.narrow ? Theme.letter(12) : Theme.letter(15.9)
            text: line.text
            // a moment with minutes stays on one line as long as it can be read from afar
            em: Math.max(Math.round(best * 0.7), Math.min(best, Math.floor(best * width / Math.max(1, line.advanceWidth + Theme.s2))))
            bold: true
            tall: 1.3
            color: Theme.accent

            TextMetrics {
                id: line
                font.pixelSize: moment.best
                font.weight: Font.Bold
                font.letterSpacing: moment.best * 0.02
                text: Thanks.intakeText !== "" ? Thanks.intakeText : qsTr("開館日に受け付けます")
            }
        }
        Words {
            width: parent.width
            visible: !numbers.spare
            text: Thanks.intakeDay !== "" ? qsTr("%1　それまでは仮予約です").arg(Thanks.intakeDay) : qsTr("それまでは仮予約です")
            em: Theme.second
            tall: 1.5
            color: Theme.ink
        }
    }
}
