"""The record: append-only reports and judgements, views computed from them, a journal that chains it all.

A `Store` opens a record, a `Writer` writes to it, a `View` reads one moment of it.
"""

from marsad.store.accounts import ACCOUNT_ACTIONS, Accounts
from marsad.store.change import Change
from marsad.store.counting import AtPlace, OnDay
from marsad.store.filing import Filing
from marsad.store.journal import OWN_ACTIONS as JOURNAL_ACTIONS
from marsad.store.journal import Entry
from marsad.store.lock import Lock, Opened
from marsad.store.query import IncidentQuery, Order, Outline
from marsad.store.search import Hit
from marsad.store.store import Store, open_store
from marsad.store.verify import verify
from marsad.store.view import Arrivals, View
from marsad.store.writer import Writer

__all__ = [
    "ACCOUNT_ACTIONS",
    "JOURNAL_ACTIONS",
    "Accounts",
    "Arrivals",
    "AtPlace",
    "Change",
    "Entry",
    "Filing",
    "Hit",
    "IncidentQuery",
    "Lock",
    "OnDay",
    "Opened",
    "Order",
    "Outline",
    "Store",
    "View",
    "Writer",
    "open_store",
    "verify",
]
