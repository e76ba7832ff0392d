"""What can be wrong with what a terminal keeps: states of the world, each one plain sentence.

Shown to staff at start or on the out-of-order page; never a traceback, never a name or a number of
a patron.
"""

import errno


class Problem(Exception):  # noqa: N818 - a state of the world
    """Base: `str()` is the Japanese sentence, `english` the same in English."""

    def __init__(self, japanese: str, english: str) -> None:
        super().__init__(japanese)
        self.english = english

    @property
    def sentence(self) -> str:
        """Both languages on one line, for the command line."""
        return f"{self} / {self.english}"


class NotEnrolled(Problem):
    """This folder holds no terminal yet."""

    def __init__(self) -> None:
        super().__init__(
            "この端末はまだ登録されていません。「setup」で登録してください。",
            "This terminal is not enrolled yet. Run “setup” with a code from the central.",
        )


class AlreadyEnrolled(Problem):
    """This folder holds a terminal that is fit; another enrolment would put its ledger away."""

    def __init__(self) -> None:
        super().__init__(
            "この端末はもう登録されています。登録し直すときは、データの置き場を別にしてください。",
            "This terminal is already enrolled. To enrol anew, use another data folder.",
        )


class NoCatalogue(Problem):
    """Enrolled, but no catalogue has come yet, or it was damaged and given up."""

    def __init__(self) -> None:
        super().__init__(
            "この端末に、使える蔵書データがまだありません。「sync」で受け取ってください。",
            "This terminal has no usable catalogue yet. “sync” brings it.",
        )


class AlreadyRunning(Problem):
    """Another process works on the same folder."""

    def __init__(self) -> None:
        super().__init__(
            "この端末はいま動いています。同じデータを二重に開くことはできません。"
            "端末を終わらせてから、もう一度行ってください。",
            "The terminal is running on this data just now: end it first, then try again.",
        )


class LedgerLost(Problem):
    """The ledger is damaged, emptied, rolled back or not ours. It was set aside, not deleted."""

    def __init__(self, what: str, what_english: str, kept_as: str) -> None:
        self.kept_as = kept_as
        kept = f"もとのファイルは「{kept_as}」として残してあります。" if kept_as else ""
        kept_english = f" The old file is kept as {kept_as}." if kept_as else ""
        super().__init__(
            f"申込みの控えに異常があります({what})。{kept}係の者が確認し、登録し直してください。",
            f"The ledger of requests is not as it was left ({what_english}).{kept_english}"
            " Staff must look at it and enrol the terminal again.",
        )


class Damaged(Problem):
    """A file is empty, torn, foreign, or its key does not fit: `what` says it in English."""

    def __init__(self, what: str) -> None:
        self.what = what
        super().__init__(
            "端末の記録を読み取れません。係の者をお呼びください。",
            f"A file of this terminal cannot be read ({what}). Please call staff.",
        )


class DiskFull(Problem):
    """Nothing more can be written. What was confirmed before is safe."""

    def __init__(self) -> None:
        super().__init__(
            "端末の空き容量がなくなりました。これまでのお申込みは失われていません。",
            "The disk is full. Requests confirmed before are safe.",
        )


class LedgerFull(Problem):
    """So many requests wait for the central that no more are taken. All of them are safe."""

    def __init__(self) -> None:
        super().__init__(
            "送っていないお申込みが上限に達しました。係の者をお呼びください。"
            "これまでのお申込みは失われていません。",
            "Too many requests wait to be sent: please call staff."
            " Requests confirmed before are safe.",
        )


class CannotWrite(Problem):
    """The disk refuses writing: read-only, gone, or not permitted."""

    def __init__(self) -> None:
        super().__init__(
            "端末の記録装置に書き込めません(空き容量がないか、書込みが禁止されています)。"
            "これまでのお申込みは失われていません。",
            "The disk cannot be written: it is full or read-only."
            " Requests confirmed before are safe.",
        )


def of_disk(error: OSError) -> DiskFull | CannotWrite:
    """What the system says of a file of ours, as one of the two things that can be said."""
    return DiskFull() if error.errno in (errno.ENOSPC, errno.EDQUOT) else CannotWrite()


class KeysUnavailable(Problem):
    """The place where keys are kept is missing, refuses, or may not be used."""


class NotUpToDate(Problem):
    """A file was written by a newer version of the program."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"「{name}」は新しい版のしらべで作られています。端末のしらべを更新してください。",
            f"{name} was written by a newer version. Update this terminal.",
        )
