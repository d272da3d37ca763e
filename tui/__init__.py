"""Tianbao 填报: fill in the yearly performance-goal form in a terminal."""

__version__ = "0.1.0"
