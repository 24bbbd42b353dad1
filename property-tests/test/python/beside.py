"""A file that imports another one of its folder."""

from checked import ordered

__all__ = ["ordered"]
