"""Judgements: what people decide about the program's reading, each a row with who, when and why."""

from collections.abc import Callable, Collection, Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from marsad.errors import JudgementError, StaleError, UnavailableError
from marsad.gazetteer import Gazetteer
from marsad.lexicon.parties import load_parties
from marsad.link.corrections import correct_claims, corrected_value, source_value, value_words
from marsad.link.fields import canonical
from marsad.link.judged import read_judgements, standing
from marsad.link.values import NONE, place_text, read_grade
from marsad.model import Claim, Judgement, Verdict, Viewer
from marsad.ops.convoys import show_convoy
from marsad.ops.linking import relink
from marsad.ops.places import place_named
from marsad.ops.voices import find_root
from marsad.store import Store, View

__all__ = [
    "Decision",
    "Signature",
    "check",
    "judge",
    "record",
    "record_all",
    "release_decisions",
    "source_decisions",
    "standing",
    "with_place",
    "withdraw",
]

OPPOSITE: dict[Verdict, Verdict] = {"same": "different", "different": "same"}
TRIES = 20  # how often a decision is checked anew because another came in meanwhile


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person says: a verdict and what it is about, in the person's words.

    `subjects` are ids or the beginnings of ids: of claims, for a grade of an incident, for a withdrawal of a
    judgement; for a source its name or root id. `field` and `value` are what `correct` and `source` put where, and
    `value` is a grade.
    """

    verdict: Verdict
    subjects: tuple[str, ...]
    field: str = ""
    value: str = ""


@dataclass(frozen=True, slots=True)
class Signature:
    """Who decides, when (with a time zone) and why."""

    author: str
    made: datetime
    reason: str


def record(
    store: Store,
    decision: Decision,
    signature: Signature,
    *,
    known: Collection[str] | None = None,
    viewer: Viewer = Viewer.OWNER,
) -> Judgement:
    """Record a decision and link anew.

    It is decided from the record as `viewer` sees it: what is locked to them is not there, and is not judged.
    `known` are the ids of the judgements that the person has seen: raises StaleError where another stands by now
    about the same claims. Raises JudgementError where a subject is not there, nobody signs, no reason is given, a
    value fits no field, or what stands says otherwise; then nothing is written.
    """
    (made,) = record_all(store, (decision,), signature, known=known, viewer=viewer)
    return made


def record_all(
    store: Store,
    decisions: Sequence[Decision],
    signature: Signature,
    *,
    known: Collection[str] | None = None,
    viewer: Viewer = Viewer.OWNER,
    link: Callable[[Store], object] = relink,
) -> tuple[Judgement, ...]:
    """Record the decisions of one answer, and link anew once, by `link`; raises as `record` does.

    Each sees those before it. They are checked together first, so that none is written where one of them cannot be.
    """
    if not signature.author.strip():
        raise JudgementError("a judgement needs a name; give --author or set MARSAD_AUTHOR")
    if not signature.reason.strip():
        raise JudgementError("a judgement needs a reason; give --reason")
    if len(decisions) > 1:
        with store.view(viewer) as view:
            for decision in decisions:
                check(view, decision, known=known)
    made: list[Judgement] = []
    try:
        for decision in decisions:
            seen = None if known is None else {*known, *(one.id for one in made)}
            made.append(_write(store, decision, signature, seen, viewer, link))
    finally:
        if made:
            link(store)
    return tuple(made)


def _write(
    store: Store,
    decision: Decision,
    signature: Signature,
    known: Collection[str] | None,
    viewer: Viewer,
    link: Callable[[Store], object],
) -> Judgement:
    """Write the judgement that a decision makes of the record as it stands, and link nothing."""
    for last in [False] * (TRIES - 1) + [True]:
        try:
            with store.view(viewer) as view:
                judgement, after = _decide(view, decision, signature, known), view.last_judged()
        except UnavailableError:
            if last:
                raise
            link(store)  # another has judged, and what is locked by that is not known yet
            continue
        try:
            with store.writer() as writer:
                writer.add_judgement(judgement, after=after)
            return judgement
        except StaleError:
            if last:
                raise
    raise AssertionError("the last try returns or raises")


def with_place(decision: Decision, places: Callable[[], AbstractContextManager[Gazetteer]]) -> Decision:
    """Return a decision whose place is written out where it is a name; `places` opens the place names only then.

    Raises GazetteerError for a name that is nobody's or several places'.
    """
    is_place = decision.verdict == "correct" and decision.field.strip().partition(":")[0] == "place"
    value = decision.value.strip()
    if not is_place or not value or value.lower() == NONE or value[0] in "{+-.0123456789":
        return decision
    with places() as gazetteer:
        return replace(decision, value=place_text(place_named(value, gazetteer)))


def check(view: View, decision: Decision, *, known: Collection[str] | None = None) -> None:
    """Raise what `record` would raise for a decision that is signed by whoever has the View; write nothing."""
    _decide(view, decision, Signature("?", datetime.now(UTC), "?"), known)


def source_decisions(name: str, *, kind: str = "", party: str = "") -> tuple[Decision, ...]:
    """Return what is said of a source, a decision a field; raises JudgementError where that is nothing."""
    said = tuple((field, value) for field, value in (("kind", kind), ("party", party)) if value.strip())
    if not said:
        raise JudgementError("nothing is said of the source; give --kind, --party or both")
    return tuple(Decision("source", (name,), field, source_value(field, value)) for field, value in said)


def release_decisions(view: View, id: str) -> tuple[Decision, ...]:
    """Return the decisions that release what an id means: all that is locked of a convoy, else one claim.

    Raises JudgementError where nothing of a convoy is locked, StoreError where there is no such convoy.
    """
    if not id.lower().startswith("convoy-"):
        return (Decision("release", (id,)),)
    locked = sorted(show_convoy(view, id).locked)
    if not locked:
        raise JudgementError(f"nothing of {id} is locked; `marsad convoys` lists what is")
    return tuple(Decision("release", (claim,)) for claim in locked)


def judge(
    store: Store, verdict: Verdict, claims: Sequence[str], *, author: str, made: datetime, reason: str
) -> Judgement:
    """Record a verdict on claims, given by their ids or the beginnings of them, and link anew.

    `accept` and `reject` are about one claim, `same` and `different` about two. Raises JudgementError where a
    claim is not there, nobody signs, no reason is given, or the opposite stands about the same two claims.
    """
    return record(store, Decision(verdict, tuple(claims)), Signature(author, made, reason))


def withdraw(
    store: Store, judgement: str, *, author: str, made: datetime, reason: str, viewer: Viewer = Viewer.OWNER
) -> Judgement:
    """Record that a judgement, given by its id or the beginning of it, no longer holds, and link anew.

    It stays in the record. Raises JudgementError where no such judgement stands that `viewer` sees.
    """
    return record(store, Decision("withdraw", (judgement,)), Signature(author, made, reason), viewer=viewer)


def _decide(view: View, decision: Decision, signature: Signature, known: Collection[str] | None) -> Judgement:
    """Return the judgement that a decision makes of the record as it stands."""
    judgements = list(view.judgements())
    valid = standing(judgements)
    subjects, value = decision.subjects, decision.value
    match decision.verdict:
        case "withdraw":
            subjects = (_standing_id(judgements, valid, *_one(subjects, "judgement")),)
        case "correct":
            claim = _claim(view, *_one(subjects, "claim"))
            subjects, value = (claim.id,), _correction(claim, decision, valid)
        case "grade":
            subjects, value = _graded(view, *_one(subjects, "incident"), valid), read_grade(value)
        case "alert":
            subjects = _graded(view, *_one(subjects, "incident"), valid)
        case "lock" | "release":
            subjects = (_to_lock(view, *_one(subjects, "claim"), decision.verdict),)
        case "source":
            subjects = (find_root(view, *_one(subjects, "source")),)
            value = source_value(decision.field, value)
            if decision.field == "party" and subjects[0] in load_parties():
                raise JudgementError(f"{subjects[0]} is a party itself: the lexicon says who speaks for it")
        case _:
            subjects = tuple(_claim(view, subject).id for subject in subjects)
    if known is not None:
        _refuse_unseen(valid, subjects, known)
    made = _made(decision, subjects, value, signature)
    _refuse_contradiction(made, valid)
    return made


def _made(decision: Decision, subjects: tuple[str, ...], value: str, signature: Signature) -> Judgement:
    author, reason = signature.author.strip(), signature.reason.strip()
    _refuse_half_characters(author, reason, decision.field, value)
    try:
        return Judgement(
            decision.verdict, subjects, author, signature.made, reason, decision.field.strip(), value
        )
    except ValueError as error:
        raise JudgementError(f"{error}; `marsad judge {decision.verdict} --help` shows how") from None


def _refuse_half_characters(*texts: str) -> None:
    """Refuse what is no text, such as bytes of another encoding that a terminal passes on."""
    for words in texts:
        if any("\ud800" <= letter <= "\udfff" for letter in words):
            raise JudgementError(f"{words!a} is not valid text; write it in UTF-8")


def _one(subjects: tuple[str, ...], what: str) -> tuple[str]:
    if len(subjects) != 1 or not subjects[0].strip():
        raise JudgementError(f"this is about 1 {what}, not {len(subjects)}; give one id")
    return (subjects[0],)


def _claim(view: View, start: str) -> Claim:
    claim = view.claim(start)
    if claim is None:
        raise JudgementError(
            f"the record holds no claim {start!r}; `marsad show INCIDENT` lists the ids of its claims"
        )
    return claim


def _to_lock(view: View, start: str, verdict: Verdict) -> str:
    """Return the claim of an id; of an incident the first that is locked already, to be released."""
    incident = view.incident(start) if start.lower().startswith("incident-") else None
    if incident is None:
        return _claim(view, start).id
    locked = view.locked(incident.claims)
    found = next((id for id in incident.claims if (id in locked) == (verdict == "release")), None)
    if found is None:
        raise JudgementError(f"{incident.id} holds nothing to {verdict}; give one of its claims")
    return found


def _standing_id(judgements: Iterable[Judgement], valid: Iterable[Judgement], start: str) -> str:
    digits = start.lower().removeprefix("judgement-")
    found = [one.id for one in judgements if one.id.removeprefix("judgement-").startswith(digits)]
    if len(found) != 1:
        problem = "begins more than one judgement" if found else "is no judgement of this record"
        raise JudgementError(f"{start!r} {problem}; `marsad judge list` shows their ids")
    if found[0] not in {one.id for one in valid}:
        raise JudgementError(f"{found[0]} is withdrawn already; nothing is left to do")
    return found[0]


def _correction(claim: Claim, decision: Decision, valid: Sequence[Judgement]) -> str:
    """Return the value of a correction as it is kept, checked against the claim as it stands."""
    judged = read_judgements(valid)
    if claim.id in judged.rejected:
        by = next(one for one in reversed(valid) if one.verdict == "reject" and claim.id in one.subjects)
        raise JudgementError(
            f"{by.author} rejected {claim.id}; accept it first, or withdraw that: marsad judge withdraw {by.id}"
        )
    if not decision.value.strip():
        raise JudgementError(f"a correction of {decision.field} needs a value; give one, or none")
    before = [one for one in valid if _is_about(one, (claim.id,), decision.field)]
    (stands,) = correct_claims([claim], read_judgements(one for one in valid if one not in before))
    kept = canonical(decision.field.strip().partition(":")[0], decision.value) if before else ""
    if any(one.value != kept for one in before):
        return kept  # the contradiction is told, not that the claim was read so
    return corrected_value(stands, decision.field.strip(), decision.value)


def _graded(view: View, start: str, valid: Sequence[Judgement]) -> tuple[str]:
    """Return the claim that what is said of an incident is bound to: the one graded before, else the earliest."""
    incident = view.incident(start)
    if incident is None:
        raise JudgementError(f"the record holds no incident {start!r}; `marsad incidents` lists ids")
    graded = [one.subjects[0] for one in valid if one.verdict == "grade"]
    return (next((claim for claim in incident.claims if claim in graded), incident.claims[0]),)


def _is_about(judgement: Judgement, subjects: tuple[str, ...], field: str) -> bool:
    return (
        set(judgement.subjects) == set(subjects)
        and judgement.field.casefold() == field.strip().casefold()
        and judgement.verdict in ("correct", "grade", "source")
    )


def _refuse_unseen(valid: Sequence[Judgement], subjects: tuple[str, ...], known: Collection[str]) -> None:
    unseen = [one for one in valid if one.id not in known and set(one.subjects) & set(subjects)]
    if unseen:
        raise StaleError(
            "; ".join(f"{one.author} judged meanwhile: {one.verdict} ({one.reason})" for one in unseen)
            + "; look at it and judge again"
        )


def _refuse_contradiction(made: Judgement, valid: Sequence[Judgement]) -> None:
    """Refuse what cannot stand beside another judgement, and name that one."""
    for other in valid:
        if other.verdict == OPPOSITE.get(made.verdict) and set(other.subjects) == set(made.subjects):
            told = f"{other.author} judged these two {other.verdict}"
        elif (
            other.verdict == made.verdict
            and _is_about(other, made.subjects, made.field)
            and other.value != made.value
        ):
            words = value_words(other.field, other.value)
            told = f"{other.author} judged {other.field or 'the grade'} to be {words}"
        else:
            continue
        raise JudgementError(f"{told}; withdraw that first: marsad judge withdraw {other.id}")
