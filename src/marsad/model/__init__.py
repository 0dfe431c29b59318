"""The nouns: frozen, without input or output."""

from marsad.model.account import ROLES, Session, Token, User
from marsad.model.claim import (
    HARM_KINDS,
    Actor,
    Claim,
    Count,
    Damage,
    Harm,
    HarmKind,
    Means,
    PlaceName,
    SourceName,
    Span,
    Stance,
    Time,
)
from marsad.model.incident import Attribution, Grade, Incident, Link, Toll, TollVoice
from marsad.model.interval import Interval, Precision, shifted
from marsad.model.judgement import Judgement, Verdict
from marsad.model.party import Party
from marsad.model.place import Place
from marsad.model.quantity import Quantity
from marsad.model.report import Captured, Issue, Notice, Original, Report
from marsad.model.tally import HarmTally, Heard, Reached, Sum, TalliedHarm, Tally
from marsad.model.viewer import Viewer

__all__ = [
    "HARM_KINDS",
    "ROLES",
    "Actor",
    "Attribution",
    "Captured",
    "Claim",
    "Count",
    "Damage",
    "Grade",
    "Harm",
    "HarmKind",
    "HarmTally",
    "Heard",
    "Incident",
    "Interval",
    "Issue",
    "Judgement",
    "Link",
    "Means",
    "Notice",
    "Original",
    "Party",
    "Place",
    "PlaceName",
    "Precision",
    "Quantity",
    "Reached",
    "Report",
    "Session",
    "SourceName",
    "Span",
    "Stance",
    "Sum",
    "TalliedHarm",
    "Tally",
    "Time",
    "Token",
    "Toll",
    "TollVoice",
    "User",
    "Verdict",
    "Viewer",
    "shifted",
]
