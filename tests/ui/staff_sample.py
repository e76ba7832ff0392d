"""Findings of a terminal, for the staff's page: one where all is well, one in trouble."""

from datetime import timedelta

from kiosk.setup.findings import Finding, Told, Topic
from kiosk.setup.words import loose, off, turned_away
from kiosk.ui.viewmodels.staff import Checkup

WELL = (
    Finding(
        Topic.CENTRAL,
        True,
        Told("最後の連絡は 2026-11-24 10:32 です。", "Last contact: 2026-11-24 10:32."),
    ),
    Finding(Topic.REQUESTS, True, Told("すべて送信ずみです。", "All requests have been sent.")),
    Finding(
        Topic.LEDGER, True, Told("申込みの控えは正常です。", "The ledger of requests is sound.")
    ),
    Finding(Topic.CLOCK, True, Told("時計は正常です。", "The clock is right.")),
    Finding(
        Topic.CATALOGUE,
        True,
        Told("蔵書 1,118,204件(2026-11-24 10:32 現在)", "1,118,204 titles as of 2026-11-24 10:32."),
    ),
    Finding(
        Topic.PROFILE,
        True,
        Told(
            "「村上市立図書館」の決まりを使っています。",
            "The rules of Murakami City Library are in use.",
        ),
    ),
    Finding(Topic.KEYS, True, Told("鍵は保護されています。", "Keys are protected.")),
    Finding(Topic.DISK, True, Told("空き容量 812,345 MB", "Free space: 812,345 MB")),
)
_ILL = {
    Topic.CENTRAL: Finding(Topic.CENTRAL, False, turned_away("unknown_terminal")),
    Topic.REQUESTS: Finding(
        Topic.REQUESTS,
        None,
        Told(
            "未送信 12,345件(いちばん古いものは 2026-10-20 10:32)",
            "12,345 not sent yet, the oldest of 2026-10-20 10:32.",
            "ネットワークがしばらく戻らないときは、「export-requests」でUSBメモリに書き出してください。",
            "If the network stays away, write them to a USB stick with “export-requests”.",
        ),
    ),
    Topic.LEDGER: Finding(Topic.LEDGER, False, loose(12345)),
    Topic.CLOCK: Finding(Topic.CLOCK, None, off(timedelta(days=-8400))),
}
ILL = tuple(_ILL.get(finding.what, finding) for finding in WELL)


class Looked:
    """A terminal that is as `findings` say; `asked` keeps whether the central was asked."""

    def __init__(self, findings: tuple[Finding, ...] = WELL) -> None:
        self.findings = findings
        self.asked: list[bool] = []
        self.checkup = Checkup(1, "1.0.0", self.look)

    def look(self, with_central: bool) -> tuple[Finding, ...]:
        """What the page asks."""
        self.asked.append(with_central)
        return self.findings
