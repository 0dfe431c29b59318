"""Names in their report become places with a radius; where a report leaves it open, they stay names."""

from marsad.locate.locator import locate

__all__ = ["locate"]
