"""Templates say the words of their language, wherever they say them, and hold back what is put in."""

from gettext import NullTranslations

import pytest
from jinja2 import UndefinedError
from markupsafe import escape

from marsad.web.compiling import Templates


class _Shouting(NullTranslations):
    def gettext(self, message: str) -> str:
        return message.upper().replace("%(WHO)S", "%(who)s")


TEMPLATES = Templates(_Shouting())


def _told(template: str, **values: object) -> str:
    return TEMPLATES.from_string(template).render(**values)


def test_words_are_said_in_the_language_of_the_templates() -> None:
    assert _told('<p>{{ _("seen by all") }}</p>') == "<p>SEEN BY ALL</p>"
    assert _told('{{ {"a": _("one"), "b": _("two")}[which] }}', which="b") == "TWO"
    assert _told('{% macro say() %}{{ _("hello") }}{% endmacro %}{{ say() }}') == "HELLO"


def test_words_that_come_from_values_are_said_in_it_too() -> None:
    assert _told("{{ _(words) }}", words="seen") == "SEEN"


def test_what_is_put_into_words_is_escaped_and_what_the_words_hold_is_not() -> None:
    assert _told('{{ _("<b>by</b> %(who)s", who=who) }}', who="<script>") == "<B>BY</B> &lt;script&gt;"
    link = '{% macro name(who) %}<b>{{ who }}</b>{% endmacro %}{{ _("by %(who)s", who=name(who)) }}'
    assert _told(link, who="A&B") == "BY <b>A&amp;B</b>"


def test_a_percent_sign_is_written_twice_in_words_and_once_on_the_page() -> None:
    assert _told('{{ _("100%% sure") }}') == "100% SURE"
    assert _told('{{ _("100%% sure, %(who)s", who=1) }}') == "100% SURE, 1"


def test_what_is_put_in_has_to_be_there() -> None:
    with pytest.raises(UndefinedError):
        _told('{{ _("by %(who)s", who=nobody) }}')


def test_a_macro_takes_what_it_is_called_with_in_a_loop_and_calls_back() -> None:
    told = "{% macro row(a, b=2) %}[{{ a }}{{ b }}{{ caller() }}]{% endmacro %}"
    told += "{% for one in some %}{% call row(one) %}{{ loop.index }}{% endcall %}{% endfor %}"
    assert _told(told, some=["<", "x"]) == "[&lt;21][x22]"


def test_what_is_not_text_is_written_as_it_reads_and_escaped() -> None:
    class Odd:
        def __str__(self) -> str:
            return "<odd>"

    said = _told(
        "{{ 1 }} {{ one }} {{ nothing }} {{ yes }} {{ odd }}", one=2.5, nothing=None, yes=True, odd=Odd()
    )
    assert said == "1 2.5 None True &lt;odd&gt;"


@pytest.mark.parametrize("special", "&<>'\"")
def test_every_special_sign_is_escaped_in_and_outside_macros(special: str) -> None:
    told = (
        "{{ sign }}{% macro say(a, b='') %}{{ a }}{{ b }}{% endmacro %}{{ say(sign) }}{{ say(sign, b=sign) }}"
    )
    assert _told(told, sign=f"a{special}b") == 4 * str(escape(f"a{special}b"))


def test_a_macro_with_too_many_arguments_is_an_error() -> None:
    with pytest.raises(TypeError, match="not more than 1"):
        _told("{% macro say(a) %}{{ a }}{% endmacro %}{{ say(1, 2) }}")


def test_an_argument_that_is_left_out_is_an_error_where_it_is_said() -> None:
    with pytest.raises(UndefinedError):
        _told("{% macro say(a) %}{{ a }}{% endmacro %}{{ say() }}")
