"""`./run bench faults`: what may go wrong goes wrong here, and no confirmed request may suffer.

The real terminal and the real central, with everything around them taken away: clock, network,
power and disk. Nothing in the product knows of it.
"""
