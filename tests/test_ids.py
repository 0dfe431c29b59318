"""Content hashes: one content, one id."""

import hashlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.ids import Part, canonical_json, content_id, sha256_hex

parts = (
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text()
)


def test_sha256_hex_is_the_published_hash_of_abc() -> None:
    assert sha256_hex(b"abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


def test_canonical_json_sorts_keys_and_keeps_letters_as_they_are() -> None:
    assert canonical_json({"b": [1, None], "a": "مرصد"}) == '{"a":"مرصد","b":[1,null]}'


@given(st.dictionaries(st.text(), parts))
def test_canonical_json_loses_nothing_and_ignores_the_order_of_keys(value: dict[str, Part]) -> None:
    turned = dict(reversed(value.items()))

    assert canonical_json(value) == canonical_json(turned)
    assert json.loads(canonical_json(value)) == value


def test_canonical_json_refuses_what_json_cannot_write() -> None:
    with pytest.raises(ValueError, match="JSON compliant"):
        canonical_json(float("nan"))


def test_content_id_is_its_kind_and_sixteen_digits_of_the_hash() -> None:
    expected = hashlib.sha256(b'["claim","report-1",7]').hexdigest()[:16]

    assert content_id("claim", "report-1", 7) == f"claim-{expected}"


@given(st.lists(parts, max_size=5), st.lists(parts, max_size=5))
def test_content_id_differs_exactly_where_the_parts_differ(left: list[Part], right: list[Part]) -> None:
    same = canonical_json(left) == canonical_json(right)

    assert (content_id("claim", *left) == content_id("claim", *right)) is same


def test_content_id_keeps_kinds_and_the_borders_of_parts_apart() -> None:
    ids = {
        content_id("claim", "ab", "c"),
        content_id("claim", "a", "bc"),
        content_id("claim", "abc"),
        content_id("report", "abc"),
        content_id("claim", "abc", None),
        content_id("claim", "1"),
        content_id("claim", 1),
    }

    assert len(ids) == 7
