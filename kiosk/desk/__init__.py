"""All a patron can do at the terminal, in plain Python: one door for the screen and for scripts.

`Desk` is the façade; `answers` are the frozen values it gives. No Qt, no HTTP, no SQL here.
"""
