"""An incident's numbers and who says what of whom, in words, for formats that have no columns for them."""

from collections.abc import Iterator

from marsad.model import Attribution, Incident, Interval, Quantity, Toll

__all__ = ["said_words", "time_words", "toll_words", "voices_words"]


def toll_words(toll: Toll) -> str:
    """Return a toll with its range and who counts so: "killed 3–12 (best 5): Observatory 12 [claim-…]"."""
    numbers = (
        str(Quantity(toll.low, toll.high)) if toll.high is None or toll.low <= toll.high else str(toll.low)
    )
    group = f" ({toll.group.replace('_', ' ')})" if toll.group else ""
    return f"{toll.kind}{group} {numbers} (best {toll.best}): {'; '.join(voices_words(toll))}"


def voices_words(toll: Toll) -> tuple[str, ...]:
    """Return what each source counts, with the claim that says so."""
    return tuple(f"{voice.root} {voice.quantity} [{voice.claim}]" for voice in toll.voices)


def said_words(incident: Incident) -> tuple[str, ...]:
    """Return who blames, denies, doubts or admits, with the claim that says so."""
    return tuple(_said(one) for one in incident.attributions)


def time_words(time: Interval | None) -> str:
    """Return days in words, "time unknown" where nobody says."""
    if time is None:
        return "time unknown"
    days = str(time.start) if time.start == time.end else f"{time.start} to {time.end}"
    return f"{days} ({time.precision})"


def _said(one: Attribution) -> str:
    return f"{one.root} {one.relation} {' '.join(_whom(one))} [{one.claim}]"


def _whom(one: Attribution) -> Iterator[str]:
    if one.relation == "denies" and one.actor:
        yield "that it was"
    elif one.relation == "admits":
        yield "it was"
    yield one.actor or "the event"
