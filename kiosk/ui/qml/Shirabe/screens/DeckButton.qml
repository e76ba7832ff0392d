import QtQuick
import Shirabe

/* A button of the deck: fills its row; two lines of its label always fit. */
Button {
    height: tall
    em: Math.min(Theme.body, Math.round(tall * 0.33))
    leftPadding: Math.round(em * 0.5)
}
