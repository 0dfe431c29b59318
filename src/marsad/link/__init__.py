"""Claims to incidents: root sources, blocking, scoring with reasons, clustering, toll, attribution, grade."""

from marsad.link.build import link

__all__ = ["link"]
