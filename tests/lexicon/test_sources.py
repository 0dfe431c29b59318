"""Names that reports give to those who speak."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.codebook import load_codebook
from marsad.lexicon.files import read_words
from marsad.lexicon.parties import load_parties
from marsad.lexicon.sources import Body, is_generic, load_sources, resolve_source, source_kind

ENTRIES = read_words("sources")["bodies"]


@pytest.mark.parametrize("id", ENTRIES)
def test_each_body_answers_to_its_example(id: str) -> None:
    assert resolve_source(ENTRIES[id]["example"]) is load_sources()[id]


@pytest.mark.parametrize("body", load_sources().values(), ids=load_sources())
def test_each_body_answers_to_its_names_and_heads(body: Body) -> None:
    assert {resolve_source(name) for name in (*body.names, *body.heads)} == {body}
    assert body.kind in load_codebook().source_kinds
    assert body.party in {"", *load_parties()}


@pytest.mark.parametrize("name", ["the Observatory", "a spokesman", "Aleppo", "Jane Doe", "UN and ICRC", ""])
def test_a_name_that_could_be_anybody_is_no_body(name: str) -> None:
    assert resolve_source(name) is None


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("local activists", True),
        ("A military source", True),
        ("Jane Doe", False),
        ("Bab Relief Office", False),
    ],
)
def test_a_crowd_has_no_name(name: str, expected: bool) -> None:
    assert is_generic(name) is expected


@given(st.text())
def test_any_text_is_a_body_or_none(name: str) -> None:
    body = resolve_source(name)
    assert body is None or load_sources()[body.id] is body


@pytest.mark.parametrize(
    ("name", "kind"), [("a medic", "medic"), ("local residents", "witness"), ("the sky", "")]
)
def test_the_words_of_a_name_tell_its_kind(name: str, kind: str) -> None:
    assert source_kind(name) == kind
