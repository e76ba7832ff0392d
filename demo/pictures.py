"""The main job played by taps, with a picture of every page: `python -m demo.pictures DIR`.

For machines without a screen, and for looking at each page as a patron would. It touches what a
finger can touch; night, staff and the cable are the world's. It ends with 1 where a page did not
come.
"""

import argparse
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime, time, timedelta
from pathlib import Path
from time import monotonic

from PySide6.QtQuick import QQuickWindow

from central import demo_data
from demo.arguments import STORY
from demo.ending import Ending
from demo.panel import Panel, open_panel
from demo.stage import Stage, measured, plan, raised, said
from demo.world import START
from kiosk.ui.rehearsal import NotThere, Rehearsal
from kiosk.ui.shell import application, log_qt

FIRST = ("20000019", "19700101")
"""A card whose first password must be changed; the secret is the birth date."""
CHOSEN = "2749"
"""What the patron of that card chooses instead."""
READER = ("20004821", "4826")
"""A card with holds in every state, and loans."""

_AFTERGLOW_MS = 400
_PAGES = 5


class _TimeIsUp(Exception):  # noqa: N818 - somebody asked for it
    """No more pictures are wanted."""


class _Hands(Rehearsal):
    """Hands that rest as soon as somebody wants the end."""

    def __init__(self, window: QQuickWindow, folder: Path, ending: Ending) -> None:
        super().__init__(window, folder)
        self._ending = ending

    def breathe(self, ms: int = 0) -> None:
        """Let the event loop run for `ms` milliseconds; _TimeIsUp where the end is wanted."""
        super().breathe(ms)
        if self._ending:
            raise _TimeIsUp


class Story:
    """One visit after another on one window. `until`: no picture after this, by `monotonic`."""

    def __init__(
        self, stage: Stage, folder: Path, ending: Ending, until: float | None = None
    ) -> None:
        self._until = until
        self._stage = stage
        self._ending = ending
        self._hands = _Hands(stage.shell.window, folder, ending)
        self._folder = folder
        self._taken = 0

    def play(self) -> int:
        """All of it; how many pictures were taken."""
        chapters: tuple[Callable[[], None], ...] = (
            self.finds_a_book,
            self.signs_in_and_changes_the_first_password,
            self.places_a_hold,
            self.sees_the_own_page,
            self.is_asked_and_leaves,
            self.goes_on_without_network,
            self.sees_what_the_night_brought,
            self.changes_how_it_looks,
            self.asks_when_it_is_open,
            self.staff_is_needed,
        )
        with suppress(_TimeIsUp):
            for chapter in chapters:
                chapter()
        return self._taken

    # -- the patron -------------------------------------------------------------------------------

    def finds_a_book(self) -> None:
        """From the first page over the kana board to a title's page."""
        hands = self._hands
        hands.see("新しく入った本")
        hands.breathe(300)
        self._look("01-attract")
        hands.tap("本をさがす")
        hands.see("空白")
        for key in "なつ":
            hands.tap(key)
        hands.see("夏目漱石 著者")
        self._look("02-search")
        hands.tap("夏目漱石 著者")
        hands.see("なおす")
        self._look("03-results")
        self._leaf_to("こころ、")
        hands.tap("こころ、")
        hands.see("予約かごへ入れる")
        self._look("04-detail")
        hands.tap("予約かごへ入れる")
        hands.tap("予約かごを見る")
        hands.see("カードを確認する")
        self._look("05-cart")

    def signs_in_and_changes_the_first_password(self) -> None:
        """The card by number pad, the birth date, and then a password of one's own."""
        hands = self._hands
        hands.tap("カードを確認する")
        self._card(*FIRST, picture="06-sign-in")
        hands.see("はじめてのパスワード")
        self._look("07-password")
        self._type(CHOSEN + CHOSEN)
        hands.see("このパスワードにする")
        self._look("08-password-typed")
        hands.tap("このパスワードにする")

    def places_a_hold(self) -> None:
        """Pickup and contact stand there already; one touch, and the receipt."""
        hands = self._hands
        hands.see("1冊を仮予約する")
        self._look("09-confirm")
        hands.tap("1冊を仮予約する")
        hands.see("受付番号")
        self._look("10-thanks")
        hands.tap("マイページを見る")
        hands.see("予約申込")
        self._look("11-my-page-provisional")
        self._leave()

    def sees_the_own_page(self) -> None:
        """Another patron: holds in every state, loans, a renewal, the settings."""
        hands = self._hands
        hands.tap("マイページ")
        self._card(*READER)
        hands.see("こころ 貸出可能")
        self._look("12-my-page")
        hands.tap("雪国を延長する")
        hands.see("貸出延長確認")
        self._look("13-renewal")
        hands.tap("もどる")
        hands.tap("設定・パスワード")
        hands.see("パスワードを変える")
        self._look("14-settings")
        hands.tap("パスワードを変える")
        hands.see("1　いまのパスワード")
        self._look("15-password-change")

    def is_asked_and_leaves(self) -> None:
        """A minute without a touch: the countdown. Then 「おわる」, and nothing is left."""
        hands = self._hands
        self._wait(timedelta(seconds=65))
        hands.see("つづけますか")
        self._look("16-countdown")
        hands.tap("つづける")
        self._leave()

    def goes_on_without_network(self) -> None:
        """The cable is out: the screen works as before, and says how old what it shows is."""
        hands = self._hands
        self._cable(up=False)
        hands.tap("本をさがす")
        hands.see("いまは館内の情報だけで動いています")
        for key in "あか":
            hands.tap(key)
        self._look("17-search-offline")
        hands.tap("ぜんぶ消す")
        hands.tap("もどる")
        hands.tap("マイページ")
        self._card(*READER)
        hands.see("予約した資料")
        self._look("18-my-page-offline")
        self._leave()

    def sees_what_the_night_brought(self) -> None:
        """Cable in, night, intake: the same patron sees what came of the hold."""
        hands, world = self._hands, self._stage.world
        self._cable(up=True)
        now = world.clock.now()
        tomorrow = datetime.combine(now.date() + timedelta(days=1), time(10), tzinfo=now.tzinfo)
        world.pass_time(tomorrow)
        self._stage.look_again()
        hands.tap("マイページ")
        self._card(FIRST[0], CHOSEN)
        hands.see("確保待ち")
        self._look("19-my-page-after-intake")
        self._leave()

    def changes_how_it_looks(self) -> None:
        """Language, letters, contrast and reach, each in place."""
        hands = self._hands
        hands.tap("ことば Language")
        hands.tap("Find a book")
        hands.see("Space")
        hands.tap("あ")
        self._look("20-search-english")
        hands.tap("ことば Language")
        hands.tap("文字の大きさ")
        self._look("21-search-large")
        hands.tap("文字：大")
        hands.tap("文字：特大")
        hands.tap("コントラスト")
        self._look("22-search-contrast")
        hands.tap("コントラスト：強")
        hands.tap("低い位置")
        self._look("23-search-low")
        hands.tap("低い位置")
        hands.tap("係に聞く")
        hands.see("画面にもどる")
        self._look("24-help")
        hands.tap("画面にもどる")

    def asks_when_it_is_open(self) -> None:
        """A month of this branch, before anybody signs in."""
        hands = self._hands
        hands.tap("はじめにもどる")
        hands.tap("開館カレンダー")
        hands.see("次の月")
        self._look("25-calendar")
        hands.tap("もどる")

    def staff_is_needed(self) -> None:
        """The pages patrons never meet: enrolment, out of order, and the demo's own panel."""
        hands, stage = self._hands, self._stage
        stage.shell.window.setProperty("only", "setup")
        hands.see("端末の登録")
        self._look("26-setup")
        stage.shell.window.setProperty("only", "")
        stage.models.session.broken("体験用の表示です。")
        hands.see("ただいま、この画面はお休みしています")
        self._look("27-out-of-order")
        self._panel()

    def _panel(self) -> None:
        world = self._stage.world
        cards = demo_data.cards(world.library, world.clock.now().date())
        panel = Panel(world, cards, self._stage.look_again)
        engine, window = open_panel(panel)
        try:
            self._look("28-panel", _Hands(window, self._folder, self._ending))
        finally:
            panel.close()
            window.close()
            engine.deleteLater()

    # -- hands ------------------------------------------------------------------------------------

    def _card(self, card: str, secret: str, picture: str = "") -> None:
        self._hands.see("カードがある方")
        self._type(card)
        self._hands.tap("つぎはパスワード")
        self._type(secret)
        if picture:
            self._look(picture)
        self._hands.tap("はいる")

    def _leaf_to(self, row: str) -> None:
        """Leaf through the results until a row is there; a small panel has fewer on a page."""
        for _ in range(_PAGES):
            if self._hands.shows(row):
                return
            self._hands.tap("次の")
            self._hands.breathe(_AFTERGLOW_MS)

    def _type(self, digits: str) -> None:
        for digit in digits:
            self._hands.tap(digit)

    def _look(self, name: str, hands: _Hands | None = None) -> None:
        """A picture, once the light of the last touch has gone out. `hands`: of another window."""
        if self._until is not None and monotonic() > self._until:
            raise _TimeIsUp
        eyes = hands or self._hands
        eyes.breathe(_AFTERGLOW_MS)
        eyes.picture(name)
        self._taken += 1

    def _leave(self) -> None:
        self._hands.tap("おわる")
        self._hands.see("新しく入った本")
        self._hands.breathe(200)

    def _cable(self, *, up: bool) -> None:
        self._stage.world.wire.up = up
        self._stage.world.wake()
        self._stage.look_again()

    def _wait(self, some: timedelta) -> None:
        clock = self._stage.world.clock
        clock.move_to(clock.now() + some)
        self._stage.look_again()


def main(arguments: Sequence[str] | None = None) -> int:
    """Play the story at one size; the exit status."""
    parser = argparse.ArgumentParser(prog="demo.pictures", description=__doc__)
    parser.add_argument("folder", metavar="DIR", type=Path)
    parser.add_argument("--size", metavar="WxH", default="1920x1080")
    parser.add_argument("--exit-after", metavar="SECONDS", type=float)
    ending = Ending()
    asked = parser.parse_args(arguments)
    until = None if asked.exit_after is None else monotonic() + asked.exit_after
    log_qt()
    application()
    with (
        said() as trouble,
        raised(plan(STORY, at=START, heed=ending.heed), measured(asked.size)) as stage,
    ):
        try:
            taken = Story(stage, asked.folder, ending, until).play()
        except NotThere as error:
            print(f"demo: {asked.size}: {error}", file=sys.stderr)
            return 1
        print(f"{asked.size}: {taken} pictures in {asked.folder}", flush=True)
    return ending.status(trouble.status)


if __name__ == "__main__":
    sys.exit(main())
