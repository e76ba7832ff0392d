"""How many holds a patron may have, group by group, and how many are left.

Pure. A group without a number is only counted. Whether holds made at the counter count is the
group's scope; whether the terminal counts as the internet is the library's.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.circulation.facts import Account, Channel, Kind, TitleFacts
from kiosk.circulation.library import Library
from kiosk.circulation.profile import Counts, LimitGroup, Scope
from kiosk.circulation.reasons import Reason, Refusal


@dataclass(frozen=True, slots=True)
class LimitUse:
    """One limit group: `used` by live holds, `in_cart` to come, `limit` None: no limit."""

    label: str
    kinds: tuple[Kind, ...]
    used: int
    in_cart: int
    limit: int | None
    label_en: str = ""
    unit: str = "点"


@dataclass(frozen=True, slots=True)
class GroupUse:
    """What one group says of one more hold. `others`: in the cart; `binds`: it counts this one."""

    binds: bool
    used: int
    others: int
    refusal: Refusal | None


def like_internet(library: Library, channel: Channel) -> bool:
    """Whether the rules a library states for the internet hold on a channel."""
    return channel is Channel.TERMINAL and library.terminal.like_internet


def limits(
    library: Library, account: Account | None, cart: Sequence[TitleFacts]
) -> tuple[LimitUse, ...]:
    """How many holds each limit group has, with those in the cart."""
    return tuple(
        LimitUse(
            label=group.label.ja,
            kinds=group.kinds,
            used=_count(group, _held(library, group, account)),
            in_cart=_count(group, [title.id for title in cart if title.kind in group.kinds]),
            limit=group.limit,
            label_en=group.label.en,
            unit=group.unit.ja,
        )
        for group in library.limits
    )


def group_use(
    library: Library,
    group: LimitGroup,
    account: Account | None,
    title: TitleFacts,
    cart: Sequence[TitleFacts],
    channel: Channel,
) -> GroupUse:
    """Whether one more hold on a title of this group would be too many.

    `cart`: others placed at the same time. `account` None: the cart alone is counted.
    """
    held = _held(library, group, account)
    to_come = [other.id for other in cart if other.kind in group.kinds and other.id != title.id]
    if group.counts is Counts.TITLES:
        to_come = [name for name in to_come if name not in held]
    used, others = _count(group, held), _count(group, to_come)
    binds = _binds(library, group, channel)
    takes_none = group.counts is Counts.TITLES and title.id in held
    full = group.limit is not None and used + others >= group.limit
    refused = binds and full and not takes_none
    return GroupUse(binds, used, others, _limit_reached(group, used, others) if refused else None)


def _held(library: Library, group: LimitGroup, account: Account | None) -> list[str]:
    """The titles of the live holds that this group counts."""
    return [
        hold.title
        for hold in (account.holds if account is not None else ())
        if hold.state.live and hold.kind in group.kinds and _binds(library, group, hold.channel)
    ]


def _count(group: LimitGroup, titles: Sequence[str]) -> int:
    return len(set(titles) if group.counts is Counts.TITLES else titles)


def _binds(library: Library, group: LimitGroup, channel: Channel) -> bool:
    return group.scope is Scope.ALL or like_internet(library, channel)


def _limit_reached(group: LimitGroup, used: int, in_cart: int) -> Refusal:
    facts: dict[str, object] = {
        "label": group.label.ja,
        "label_en": group.label.en,
        "unit": group.unit.ja,
        "limit": group.limit,
        "used": used,
    }
    if in_cart:
        facts["in_cart"] = in_cart
    return Refusal.because(Reason.LIMIT_REACHED, **facts)
