"""Any report, claim, incident and judgement that the models allow."""

from datetime import timedelta, timezone

from hypothesis import strategies as st

from marsad.model import (
    Actor,
    Attribution,
    Captured,
    Claim,
    Count,
    Damage,
    Harm,
    Incident,
    Interval,
    Judgement,
    Link,
    Means,
    Original,
    Place,
    PlaceName,
    Quantity,
    Report,
    SourceName,
    Span,
    Time,
    Toll,
    TollVoice,
)

_numbers = st.integers(0, 2**70)
_bounds = st.tuples(st.none() | _numbers, st.none() | _numbers).filter(lambda pair: pair != (None, None))
quantities = _bounds.map(
    lambda pair: Quantity(*sorted(pair)) if None not in pair else Quantity(*pair)  # type: ignore[type-var]  # no None is sorted
)
intervals = st.tuples(st.dates(), st.dates()).map(lambda pair: Interval(min(pair), max(pair)))
_names = st.text(max_size=20)
_words = st.text("abcxyzé ", max_size=12)
places = st.builds(
    Place,
    name=_names,
    latitude=st.floats(-90, 90),
    longitude=st.floats(-180, 180),
    radius_km=st.floats(0.001, 20_000),
    country=st.sampled_from(["", "SY", "UA"]),
    gazetteer_id=_names,
    parents=st.lists(_names, max_size=2).map(tuple),
)
originals = st.builds(Original, data=st.binary(), name=_words, media_type=_words)


@st.composite
def captures(draw: st.DrawFn) -> Captured:
    original = draw(originals)
    report = draw(
        st.builds(
            Report,
            text=st.text(min_size=1, max_size=200),
            title=_names,
            publisher=_names,
            published=st.none() | st.dates(),
            language=_names,
            url=_names,
            original=st.just(original.sha256),
            part=_names,
        )
    )
    return Captured(report, original)


def claims_of(report: Report) -> st.SearchStrategy[list[Claim]]:
    """Claims whose spans all stand in the report."""
    end = len(report.text)
    pairs = st.tuples(st.integers(0, end - 1), st.integers(1, end)).filter(lambda pair: pair[0] < pair[1])
    spans = pairs.map(lambda pair: Span(*pair, report.text[slice(*pair)]))
    actors = st.lists(st.builds(Actor, spans, party=_names), max_size=2).map(tuple)
    groups = st.lists(st.tuples(_names, quantities, spans), max_size=2).map(tuple)
    harm = st.builds(Harm, quantity=quantities, span=spans, groups=groups)
    claim = st.builds(
        Claim,
        report=st.just(report.id),
        type=_words,
        trigger=spans,
        evidence=spans,
        sources=st.lists(st.builds(SourceName, spans, body=st.none() | spans), max_size=2).map(tuple),
        places=st.lists(st.builds(PlaceName, spans, resolved=st.none() | places), max_size=2).map(tuple),
        time=st.none() | st.builds(Time, intervals, spans),
        actors=actors,
        targets=actors,
        means=st.lists(st.builds(Means, spans, kind=_names), max_size=1).map(tuple),
        count=st.none() | st.builds(Count, quantities, spans),
        harm=st.lists(harm, max_size=2).map(tuple),
        damage=st.lists(st.builds(Damage, spans, quantities, spans), max_size=1).map(tuple),
        same_as=st.lists(_names, max_size=1).map(tuple),
        confidence=st.floats(0, 1),
    )
    return st.lists(claim, max_size=3, unique_by=lambda each: each.id)


_tolls = st.builds(
    Toll,
    low=_numbers,
    best=_numbers,
    high=st.none() | _numbers,
    voices=st.lists(st.builds(TollVoice, root=_names, quantity=quantities, claim=_names), max_size=2).map(
        tuple
    ),
)
_reasons = st.lists(st.tuples(_names, st.floats(-9, 9)), max_size=2).map(tuple)
incidents = st.builds(
    Incident,
    type=_words,
    claims=st.lists(_words, min_size=1, max_size=3, unique=True).map(tuple),
    time=st.none() | intervals,
    place=st.none() | places,
    place_names=st.lists(_names, max_size=2).map(tuple),
    roots=st.lists(_names, max_size=2).map(tuple),
    grade_reason=_names,
    tolls=st.lists(_tolls, max_size=2, unique_by=lambda toll: (toll.kind, toll.group)).map(tuple),
    attributions=st.lists(
        st.builds(Attribution, root=_names, actor=_names, party=_words, claim=_names), max_size=2
    ).map(tuple),
    count=st.none() | quantities,
    links=st.lists(
        st.builds(Link, left=_names, right=_names, score=st.floats(-9, 9), reasons=_reasons), max_size=1
    ).map(tuple),
)
_zones = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
_signed = {"author": _names, "made": st.datetimes(timezones=_zones), "reason": _names}
_pairs = st.builds(
    Judgement,
    verdict=st.sampled_from(["same", "different"]),
    subjects=st.lists(_names, min_size=2, max_size=2, unique=True).map(tuple),
    **_signed,
)
_values = st.builds(
    Judgement,
    verdict=st.sampled_from(["correct", "source"]),
    subjects=st.tuples(_names),
    field=_names.filter(bool),
    value=_names.filter(bool),
    **_signed,
)
judgements = _pairs | _values
