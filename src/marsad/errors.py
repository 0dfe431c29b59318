"""The errors of Marsad, one tree.

MarsadError
├── ConfigError      a setting is missing or makes no sense
├── CaptureError     bytes could not become a report
│   └── FetchError   a URL could not be fetched, or may not be
├── LexiconError     a word list or the codebook is broken
├── GazetteerError   a place file or the place index is broken
├── ExtractError     a report could not be read for claims
├── StoreError       the record could not be opened or written
│   ├── UnknownIdError   nothing in the record has an id, or nothing that the viewer may see
│   ├── UnavailableError the record cannot answer this now
│   │   └── DatabaseError its database does not answer
│   ├── TamperError  the journal or a stored original does not verify
│   └── StaleError   somebody else has written since the record was looked at
├── JudgementError   a judgement cannot be recorded as given
├── AccountError     a user, password or token is not as it has to be
├── DeskError        a desk does not do what it is asked
│   ├── NotSignedInError nobody has signed in who may do this
│   ├── NotAllowedError  whoever has signed in may not do this
│   ├── OtherSiteError   a change was asked for by a page of another site, or by one that is too old
│   └── TooLargeError    a request holds more than is taken in
├── ExportError      a format cannot be written here
├── BundleError      a bundle cannot be taken in
├── RouteError       a route or area cannot be assessed as given
└── EvaluationError  gold and readings cannot be compared

Every message says what to do next.
"""

__all__ = [
    "AccountError",
    "BundleError",
    "CaptureError",
    "ConfigError",
    "DatabaseError",
    "DeskError",
    "EvaluationError",
    "ExportError",
    "ExtractError",
    "FetchError",
    "GazetteerError",
    "JudgementError",
    "LexiconError",
    "MarsadError",
    "NotAllowedError",
    "NotSignedInError",
    "OtherSiteError",
    "RouteError",
    "StaleError",
    "StoreError",
    "TamperError",
    "TooLargeError",
    "UnavailableError",
    "UnknownIdError",
]


class MarsadError(Exception):
    """The base of all errors that Marsad raises on purpose."""


class ConfigError(MarsadError):
    """A setting is missing or makes no sense."""


class CaptureError(MarsadError):
    """Bytes could not become a report."""


class FetchError(CaptureError):
    """A URL could not be fetched, or may not be."""


class LexiconError(MarsadError):
    """A word list or the codebook is broken."""


class GazetteerError(MarsadError):
    """A place file or the place index is broken."""


class ExtractError(MarsadError):
    """A report could not be read for claims."""


class StoreError(MarsadError):
    """The record could not be opened or written."""


class UnknownIdError(StoreError):
    """Nothing in the record has an id, or nothing that the viewer may see."""


class UnavailableError(StoreError):
    """The record cannot answer this now."""


class DatabaseError(UnavailableError):
    """Its database does not answer."""


class TamperError(StoreError):
    """The journal or a stored original does not verify."""


class StaleError(StoreError):
    """Somebody else has written since the record was looked at."""


class JudgementError(MarsadError):
    """A judgement cannot be recorded as given."""


class AccountError(MarsadError):
    """A user, password or token is not as it has to be."""


class DeskError(MarsadError):
    """A desk does not do what it is asked."""


class NotSignedInError(DeskError):
    """Nobody has signed in who may do this."""


class NotAllowedError(DeskError):
    """Whoever has signed in may not do this."""


class OtherSiteError(DeskError):
    """A change was asked for by a page of another site, or by one that is too old."""


class TooLargeError(DeskError):
    """A request holds more than is taken in."""


class ExportError(MarsadError):
    """A format cannot be written here."""


class BundleError(MarsadError):
    """A bundle cannot be taken in."""


class RouteError(MarsadError):
    """A route or area cannot be assessed as given."""


class EvaluationError(MarsadError):
    """Gold and readings cannot be compared."""
