"""What one statement tells of responders."""

import pytest
from tests.link.telling import Dossier
from tests.watch.responding import happenings

from marsad.model import Quantity
from marsad.watch.response.rescuing import Work, read_work


def work(text: str, type: str = "rescue", **said: object) -> Work:
    dossier = Dossier()
    dossier.tell(type, text=text, **said)  # type: ignore[arg-type]  # any field of a claim
    ((statement,),) = (one.statements for one in happenings(dossier))
    return read_work(statement)


@pytest.mark.parametrize(
    ("text", "people"),
    [
        (
            "They rescued nine people and recovered the bodies of three children",
            [("rescued", 9, 9, ""), ("recovered", 3, 3, "")],
        ),
        ("Rescue workers pulled out a boy alive", [("rescued", 1, 1, "")]),
        ("Six were pulled from the ruins alive", [("rescued", 6, 6, "")]),
        ("They pulled wounded drivers out of the cabs", [("rescued", None, None, "")]),
        (
            "More than a dozen of the injured were brought to a field hospital",
            [("taken", 12, None, "field_hospital")],
        ),
        ("Forty people were evacuated to a school", [("evacuated", 40, 40, "school")]),
        ("Seven bodies were recovered from under the rubble", [("recovered", 7, 7, "")]),
        ("Nine people are still trapped under the rubble", [("buried", 9, 9, "")]),
        ("An unknown number of people are buried under the rubble", [("buried", None, None, "")]),
        ("Two ambulances took 15 wounded people to the hospital", [("taken", 15, 15, "hospital")]),
        ("Four people were killed and others were rescued", [("rescued", None, None, "")]),
        ("No one is left under the rubble", []),
        ("The men were taken to court", []),
        ("Aircraft carried out four raids on a hospital", []),
        ("Four people hurt in the blast are being treated in local hospitals", [("taken", 4, 4, "hospital")]),
        ("Teams took hours to retrieve dead bodies from under the rubble", [("recovered", None, None, "")]),
        ("After five hours three fire engines were rescued", [("rescued", None, None, "")]),
    ],
)
def test_people_are_counted_by_the_word_that_stands_nearest(
    text: str, people: list[tuple[object, ...]]
) -> None:
    found = [
        (one.kind, one.quantity and one.quantity.low, one.quantity and one.quantity.high, one.facility)
        for one in work(text, day=None).people
    ]
    assert found == people


@pytest.mark.parametrize(
    ("text", "steps"),
    [
        ("Crews were sent to the scene", [("dispatched", "")]),
        ("Rescuers are still digging through concrete", [("on_site", "still")]),
        ("They brought part of the fire under control", [("contained", "partly")]),
        ("Firefighters have not brought the fire under control", []),
        ("Firefighters put out the fire", [("closed", "")]),
        ("The search has ended", [("closed", "")]),
        ("Volunteers helped", [("on_site", "")]),
    ],
)
def test_words_tell_how_far_the_work_is(text: str, steps: list[tuple[str, str]]) -> None:
    assert list(work(text).steps) == steps


def test_work_that_is_only_planned_or_denied_is_no_work() -> None:
    assert not work("Rescuers will dig", phase="planned").tells_response
    assert not work("Nobody rescued anybody", stance="denies").tells_response


def test_a_strike_that_only_names_rescuers_tells_no_work_of_theirs() -> None:
    told = work("The raid killed two ambulance drivers", "air_strike", killed=2)
    assert (told.steps, told.teams, told.names_crews) == ((), (), True)


@pytest.mark.parametrize(
    ("text", "again"),
    [
        ("A second strike hit the street", True),
        ("The building was hit again", True),
        ("The planes came back an hour later", True),
        ("The families came back an hour later", False),
        ("There was no second strike", False),
    ],
)
def test_a_second_strike_is_told_by_its_words(text: str, again: bool) -> None:
    assert work(text, "shelling").strikes_again is again


def test_teams_are_named_as_told_and_an_outlet_that_is_one_is_the_team() -> None:
    assert work("They dug all night", actors="Volunteers of the civil defence").teams == (
        "Volunteers of the civil defence",
    )
    assert work("We dug all night", paper="Idlib Civil Defence").teams == ("Idlib Civil Defence",)
    assert work("Two fire engines and ambulances came").teams == ("ambulances",)


def test_needs_and_what_hinders_are_told_by_responders_alone() -> None:
    assert work("Rescue teams are in need of fuel").needs
    assert work("Rescuers could not reach the street").hindered
    assert not work("The town is in need of flour", "shelling").needs


def test_a_number_may_be_a_range() -> None:
    (people,) = work("Rescuers saved at least 20 people", day=None).people
    assert people.quantity == Quantity(20, None)
