"""View models: what the QML screens bind to. Thin, testable without a window, no rule of their own.

In QML every one is a singleton of the module `Shirabe.Backend`:

    Session   page, signedIn, asking, secondsLeft … and go(page), back(), home(), finish(), stay()
    Jobs      busy, slow (after 1 s), waitText
    Comfort   language, textScale, highContrast, lowReach … and their setters
    Status    dataText, online, nextIntakeText, hoursText, week …
    SignIn    the number pad, the digits, the scan
    Password  old, new and repeated secret
    Cart      the hold cart and the confirm page; count, has(id), add(id), remove(id), place()
    MyPage    holds, loans, results of requests, cancel
    HoldChange, SeriesOrder   another pickup place or contact; the reading order
    Renewal   both due dates of a loan, before it is renewed
    Own       usual place and contact, reminders, the e-mail address
    Lists, AlertWords   favourites, keyword alerts, reading history, ended holds
    Register  a first password registered at the terminal
    Setup     address and code of the first start
    Staff     how this terminal is, for staff
    Finding   what is typed, the live list, headings, boards, new arrivals
    Listing   the page of results: groups, order, pages
    Narrowing its filters with their counts, and the ladder where nothing was found
    Slip      for the counter: what was looked for and not found
    Opened    the title that is open: copies, series, the hold or the reason
    Displays  new books, most lent, most held, themes of the staff: a card for each
    Calendar  a month of a branch: open and closed days, holidays, hours

All but Jobs, Comfort and Session stand on `basis.Model`, or on `basis.Asking` where something is
handed in. `build_viewmodels` makes them all; `ViewModels.attach(engine)` must be called before the
first QML is loaded, because each singleton is looked up by its engine (so tests can run many).
They must never touch storage or network: everything goes through the desk, on the one worker.
"""

from kiosk.ui.viewmodels.bundle import Enrol, ViewModels, build_viewmodels

__all__ = ["Enrol", "ViewModels", "build_viewmodels"]
