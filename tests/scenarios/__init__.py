"""What each library's documents say, as examples in plain words that a librarian can check.

`*.md` are the examples, one file per library; `reading` reads them, `facts` lays the scene,
`rules` asks the rules themselves. Some examples are asked again at a real desk with a real central
(tests/journeys/test_scenarios.py).
"""
