"""Codes of countries, as ISO gives them."""

from marsad.gazetteer.countries import country_iso3, country_names, country_number


def test_a_country_has_its_codes_and_what_is_none_has_none() -> None:
    assert (country_iso3("SY"), country_number("SY")) == ("SYR", 760)
    assert (country_iso3("AF"), country_number("AF")) == ("AFG", 4)
    assert (country_iso3(""), country_number(""), country_number("ZZ")) == ("", None, None)


def test_only_kosovo_has_no_number() -> None:
    assert [code for code in country_names() if not country_number(code)] == ["XK"]
    assert all(len(country_iso3(code)) == 3 for code in country_names())
