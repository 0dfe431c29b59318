"""The components of the desk: they stand under its policy, are whole for a screen reader, and take words as words."""

import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.web.assets import Assets
from marsad.web.rendering import Frame, Language, Link, template_of

WEB = Path(__file__).parents[2] / "src" / "marsad" / "web"
TEMPLATES = WEB / "templates"
DOCS = Path(__file__).parents[2] / "docs"
HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"
NAMED_BY = ("href", "for", "aria-describedby", "aria-labelledby", "data-form")


BUILT = {name: f"/static/built/{name}-1a2b.js" for name in ("desk", "map", "timeline", "report", "review")}
DESK = Frame(
    lang="en",
    dir="ltr",
    title="Components",
    path="/components",
    csrf="token",
    user="Rana",
    role="editor",
    may=frozenset(),
    nav=(Link("/", "Overview", True), Link("/read", "Read")),
    languages=(Language("en", "English", "?lang=en"), Language("ar", "العربية", "?lang=ar")),
    head="1a2b3c4d5e6f",
    older=None,
    version="0.1.0",
    assets=Assets("/static/desk.css", BUILT),
)
ARABIC = replace(DESK, lang="ar", dir="rtl")
BARE = replace(DESK, user="", head="", assets=Assets("/static/desk.css", {}))


class Outline(HTMLParser):
    """The elements of a page with their attributes, and the words of its scripts."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def attributes(self, name: str) -> list[str]:
        return [attributes[name] for _, attributes in self.tags if name in attributes]


def shown(desk: Frame) -> str:
    return template_of(desk.lang, "pages/components.html").render(desk=desk, page=None)


def drawn(call: str, **values: object) -> str:
    """Render one call of a component."""
    template = '{% import "components.html" as ui with context %}' + call
    return template_of("en", "base.html").environment.from_string(template).render(desk=DESK, **values)


def macros() -> list[str]:
    source = (TEMPLATES / "components.html").read_text("utf-8")
    return [name for name in re.findall(r"{%-? macro (\w+)\(", source) if not name.startswith("_")]


@pytest.mark.parametrize("desk", [DESK, ARABIC, BARE])
def test_page_of_components_stands_under_a_strict_policy(desk: Frame) -> None:
    page = Outline(shown(desk))
    assert not page.attributes("style")
    assert not [name for _, attributes in page.tags for name in attributes if name.startswith("on")]
    assert "style" not in [tag for tag, _ in page.tags]
    scripts = [attributes for tag, attributes in page.tags if tag == "script"]
    assert [(each["type"], bool(each["src"])) for each in scripts] == [("module", True)] * len(
        desk.assets.scripts
    )


def test_page_of_components_has_each_id_once_and_names_only_ids_that_are_there() -> None:
    page = Outline(shown(DESK))
    ids = page.attributes("id")
    assert len(ids) == len(set(ids))
    named = [
        name.removeprefix("#")
        for by in NAMED_BY
        for value in page.attributes(by)
        for name in value.split()
        if by != "href" or value.startswith("#")
    ]
    assert {name for name in named if name} <= set(ids)


def test_page_says_its_language_and_direction() -> None:
    page = Outline(shown(ARABIC))
    (document,) = [attributes for tag, attributes in page.tags if tag == "html"]
    assert document == {"lang": "ar", "dir": "rtl"}
    others = [attributes for _, attributes in page.tags if "hreflang" in attributes]
    assert [(each["href"], each["lang"]) for each in others] == [("?lang=en", "en")]


def test_each_form_that_posts_carries_the_token() -> None:
    forms = re.findall(r'<form[^>]*method="post".*?</form>', shown(DESK), re.DOTALL)
    assert len(forms) > 3
    assert all('name="csrf" value="token"' in form for form in forms)


def test_each_field_has_a_label() -> None:
    page = shown(DESK)
    labelled = set(Outline(page).attributes("for"))
    alone = re.sub(r"<label.*?</label>", "", page, flags=re.DOTALL)
    fields = [
        attributes
        for tag, attributes in Outline(alone).tags
        if tag in ("input", "select", "textarea") and attributes.get("type") != "hidden"
    ]
    assert fields
    assert {each["id"] for each in fields} <= labelled


def test_each_component_is_shown_on_its_page_and_told_in_the_docs() -> None:
    used = "".join(
        path.read_text("utf-8") for path in (TEMPLATES / "pages" / "components.html", TEMPLATES / "base.html")
    )
    inner = (TEMPLATES / "components.html").read_text("utf-8")
    told = (DOCS / "desk-design.md").read_text("utf-8")
    assert macros()
    for name in macros():
        assert f"ui.{name}(" in used or len(re.findall(rf"\b{name}\(", inner)) > 1, name
        assert f"`{name}`" in told, name


@pytest.mark.parametrize(
    "call",
    [
        "{{ ui.name(it, it) }}",
        "{{ ui.id_link(it, it) }}",
        "{{ ui.quote(it, it, it, it, it) }}",
        "{{ ui.badge(it) }}{{ ui.locked(it) }}{{ ui.grade('weak', it) }}",
        "{{ ui.as_of(it, it) }}",
        "{{ ui.field(it, it, it, 'text', it, it, {'placeholder': it}) }}{{ ui.text(it, it, it, it, it) }}",
        "{{ ui.select(it, it, [(it, it)], it, it, it) }}{{ ui.choices(it, it, [(it, it)], (it,)) }}",
        "{{ ui.button(it, it, it, it, it) }}{{ ui.post(it, it, {it: it}) }}{{ ui.link_button(it, it) }}",
        "{% call ui.notice('error', it) %}{{ it }}{% endcall %}{% call ui.table(it, [it, (it, it)]) %}{% endcall %}",
        "{{ ui.tabs(it, [(it, it, true)]) }}{{ ui.chips([(it, it)]) }}{{ ui.pager(it, it, it) }}",
        "{{ ui.dot_range(it, [{'source': it, 'low': 1, 'high': none, 'href': it, 'when': it}], 1, none, 1, it) }}",
        "{{ ui.bars(it, [{'label': it, 'value': 1, 'part': 1, 'href': it, 'start': it, 'end': it}], it, it, it,"
        " it) }}",
        "{{ ui.map(it, {'width': 9, 'height': 6, 'lands': [it], 'marks': [{'x': 1, 'y': 1, 'size': 9, 'shape': it,"
        " 'family': it, 'label': it, 'href': it}]}, it, tiles=it, attribution=it) }}",
        "{{ ui.evidence(it, [it], [(it, it)]) }}{% call ui.claim_card(it, it) %}{% endcall %}",
        "{% call ui.doubt(it, it, it) %}{% endcall %}{{ ui.keys([(it, it)]) }}{{ ui.facts([(it, it)]) }}",
    ],
)
def test_words_of_a_report_stay_words(call: str) -> None:
    tags = Outline(drawn(call, it=HOSTILE)).tags
    assert tags
    assert not {"script", "img"} & {tag for tag, _ in tags}
    assert not [name for _, attributes in tags for name in attributes if name.startswith("on")]


@given(low=st.integers(0, 10**6), more=st.one_of(st.none(), st.integers(0, 10**6)))
def test_number_is_one_two_or_at_least(low: int, more: int | None) -> None:
    high = None if more is None else low + more
    words = re.sub("<[^>]*>", "", drawn("{{ ui.number(low, high) }}", low=low, high=high))
    assert words == (f"at least {low}" if high is None else f"{low}" if low == high else f"{low}–{high}")


@given(
    rows=st.lists(
        st.tuples(st.integers(0, 5000), st.one_of(st.none(), st.integers(0, 5000))), min_size=1, max_size=9
    ),
    is_open=st.booleans(),
)
def test_dots_lie_inside_their_plot(rows: list[tuple[int, int | None]], is_open: bool) -> None:
    voices = [
        {"source": "a", "low": low, "high": None if more is None else low + more, "href": "#", "when": ""}
        for low, more in rows
    ]
    lows = [low for low, _ in rows]
    highs = [low + (more or 0) for low, more in rows]
    call = "{{ ui.dot_range('Killed', voices, low, high, best) }}"
    page = drawn(call, voices=voices, low=min(lows), high=None if is_open else max(highs), best=lows[0])
    places = [float(each) for each in re.findall(r'(?:x|cx|x1|x2|width)="([\d.]+)%"', page)]
    assert len(places) >= 3 * len(rows)
    assert all(0 <= each <= 100 for each in places)
    assert len(re.findall('class="dot"', page)) == len(rows)


def test_bars_without_days_are_no_error() -> None:
    assert "figure" in drawn("{{ ui.bars('Incidents', []) }}")
