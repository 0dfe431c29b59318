"""Event types, phases and crosswalks, as data and their loader."""

from marsad.codebook.loader import AcledCode, Codebook, EventType, Phase, load_codebook, parse_codebook

__all__ = ["AcledCode", "Codebook", "EventType", "Phase", "load_codebook", "parse_codebook"]
