"""The terminal without a screen, driven by lines of JSON (`python -m demo.play`). No Qt here."""
