"""What can fill the fields of a claim."""

from tests.extract.rules.reading import scene

from marsad.extract.rules.mentions import Mention


def named(text: str, field: str) -> dict[str, Mention]:
    """The mentions for a field by the words that name them at their fullest."""
    return {text[mention.start : mention.end]: mention for mention in scene(text).mentions[field]}


def test_a_place_of_the_dateline_is_known_as_one() -> None:
    found = named(
        "DAMASCUS, Syria, Sept 20 (Orontes Wire) - Shells hit the town of Madaya on Monday.", "place"
    )
    assert found["DAMASCUS"].kind == "dateline"
    assert found["Madaya"].kind != "dateline"


def test_a_time_is_a_mention_with_its_days_and_its_precision() -> None:
    found = named("Shells hit Aleppo on Monday.", "time")["Monday"]
    assert found.key == "2016-09-19/2016-09-19"
    assert found.kind == "day/event"


def test_a_time_that_does_not_resolve_is_no_mention() -> None:
    text = "Shells hit Aleppo in March or so they say, once upon a time."
    assert all(mention.interval is not None for mention in scene(text).mentions["time"])


def test_a_day_right_behind_a_verb_of_speech_dates_the_statement_and_is_no_choice() -> None:
    assert named("The army said on Tuesday that shells hit Aleppo on Monday.", "time").keys() == {"Monday"}


def test_a_day_that_hangs_on_a_verb_of_speech_is_marked() -> None:
    found = named("The army told reporters in the capital on Tuesday that shells hit Aleppo.", "time")[
        "Tuesday"
    ]
    assert found.kind.endswith("/said")


def test_those_who_act_are_classed() -> None:
    found = named("Rebels shelled residents near the bridge.", "actor")
    assert found["Rebels"].kind == "actor"
    assert "bridge" in found


def test_an_adjective_of_a_side_names_the_country_where_the_text_does() -> None:
    text = "Russia entered the war last year. Russian air strikes hit the market."
    sides = [mention for mention in scene(text).mentions["actor"] if mention.kind == "side"]
    assert [text[mention.start : mention.end] for mention in sides] == ["Russia"]


def test_a_person_is_named_in_full() -> None:
    text = "Omar Haddad was wounded in the market. The shell fell beside Haddad at noon."
    names = {text[mention.start : mention.end] for mention in scene(text).mentions["target"]}
    assert "Omar Haddad" in names
    assert "Haddad" not in names


def test_an_event_is_nobody() -> None:
    assert "strike" not in {name.lower() for name in named("The strike hit the bridge.", "actor")}
