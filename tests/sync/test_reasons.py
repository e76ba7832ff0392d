"""Every reason of a refusal comes to the terminal, the most helpful first, and is kept there."""

from kiosk.catalogue.records import Copy, Title
from kiosk.circulation.facts import Contact, Lending
from kiosk.circulation.messages import RequestState
from kiosk.circulation.reasons import Reason
from tests.sync.conftest import CARD, SECRET, World


def test_a_request_refused_for_two_reasons_tells_both(world: World) -> None:
    world.terminal.desk.sign_in(CARD, SECRET)
    (placed,) = world.terminal.desk.place(["T1"], "chuo", Contact.PHONE).requests
    world.central.ils.lend("C1", CARD)
    for_here = Copy("C1", "chuo", Lending.REFERENCE)
    world.central.ils.put_title(Title("T1", "本その1", copies=(for_here,)))
    world.terminal.sync()
    world.central.intake.run()
    world.terminal.sync()
    reasons = [Reason.NOT_FOR_LOAN, Reason.OWN_LOAN]
    for terminal in (world.terminal, world.reopen()):
        if terminal.desk.patron() is None:
            terminal.desk.sign_in(CARD, SECRET)
        (line,) = [one for one in terminal.desk.requests() if one.id == placed.id]
        assert line.state is RequestState.REFUSED
        assert [refusal.reason for refusal in line.refusals] == reasons
        assert line.refusal == line.refusals[0]
    outcome = world.central.requests.get(placed.id)
    assert outcome is not None
    assert [because.reason for because in outcome.also] == ["own_loan"]
