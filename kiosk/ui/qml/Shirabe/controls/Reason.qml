pragma ComponentBehavior: Bound

import QtQuick
import Shirabe

/*
 Why something cannot be done: whole sentences. One begins a line of its own where that takes no
 line more, so that lines do not end anywhere.
   text      the reason as it is read out
   pointed   one of several: a point before it, its lines under one another
   kept      lines end between phrases
*/
Item {
    id: reason

    property string text: ""
    property bool pointed: false
    property bool kept: true
    property int em: Theme.second
    readonly property real tall: pointed ? 1.3 : 1.45

    implicitHeight: said.implicitHeight + (pointed ? Theme.hair : 0)
    height: implicitHeight

    component Sentences: Words {
        x: reason.pointed ? Math.round(reason.em * 0.9) : 0
        width: reason.width - x
        em: reason.em
        tall: reason.tall
    }
    Sentences {
        id: flowing
        visible: false
        text: reason.kept ? Theme.keep(reason.text) : reason.text
    }
    Sentences {
        id: parted
        visible: false
        text: flowing.text.replace(/。\u2060?(?=[^）」』])/g, "。\n")
    }
    Words {
        visible: reason.pointed
        text: Theme.spaced === "" ? "・" : "•"
        em: reason.em
        tall: reason.tall
        Accessible.ignored: true
    }
    Sentences {
        id: said
        text: parted.lineCount <= flowing.lineCount ? parted.text : flowing.text
        Accessible.name: reason.text
    }
}
