"""Measurements that anyone can repeat: `./run bench start`, `./run bench keys`."""
