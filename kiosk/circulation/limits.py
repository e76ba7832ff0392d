"""How many holds a patron may have, group by group, and how many are left.

Pure. A group without a number is only counted. Whether holds made at the counter count is the
group's scope; whether the terminal counts as the internet is the library's.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.circulation.facts import Account, Channel, Kind, TitleFacts
from kiosk.circulation.library import Library
from kiosk.circulation.profile import LimitGroup, Scope
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
            used=_used(library, group, account),
            in_cart=sum(title.kind in group.kinds for title in cart),
            limit=group.limit,
            label_en=group.label.en,
            unit=group.unit.ja,
        )
        for group in library.limits
    )


def _used(library: Library, group: LimitGroup, account: Account | None) -> int:
    if account is None:
        return 0
    return sum(
        hold.state.live and hold.kind in group.kinds and _binds(library, group, hold.channel)
        for hold in account.holds
    )


def _binds(library: Library, group: LimitGroup, channel: Channel) -> bool:
    return group.scope is Scope.ALL or like_internet(library, channel)


def limit_refusals(
    library: Library,
    account: Account | None,
    title: TitleFacts,
    cart: Sequence[TitleFacts],
    channel: Channel,
) -> list[Refusal]:
    """Why one more hold of this kind would be too many; `cart`: others placed at the same time.

    `account` None: the cart alone is counted.
    """
    found: list[Refusal] = []
    for group in library.limits:
        bound = group.limit is not None and title.kind in group.kinds
        if not bound or not _binds(library, group, channel):
            continue
        used = _used(library, group, account)
        others = sum(other.kind in group.kinds and other.id != title.id for other in cart)
        if group.limit is not None and used + others >= group.limit:
            found.append(_limit_reached(group, used, others))
    return found


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
