import QtQuick
import Shirabe

/* A patron's own settings, only what the library has: as cards where there is room, else one by one. */
FocusScope {
    id: page

    readonly property bool few: Theme.lowReach || Theme.extra || Theme.large && (Theme.compact || Theme.portrait)

    focus: true

    Loader {
        anchors.fill: parent
        focus: true
        source: page.few ? "SettingsDeck.qml" : "SettingsCards.qml"
        onLoaded: (item as Item).forceActiveFocus()
    }
}
