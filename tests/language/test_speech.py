"""Texts are asked for in the language that is spoken, and are English where there is no other."""

import pytest

from app.language import grouping, speak, spoken, spoken_from, tr, tr_many
from app.main.paths import LANGUAGES


def test_english_needs_no_catalogue():
    assert spoken() == "en"
    assert tr("healthy") == "healthy"
    assert tr("{n} dB louder", n=3) == "3 dB louder"
    assert tr_many("{n} visit", "{n} visits", 1) == "1 visit"
    assert tr_many("{n} visit of {name}", "{n} visits of {name}", 12_345, name="Fan") == "12,345 visits of Fan"
    assert tr("") == ""


@pytest.mark.usefixtures("german")
def test_german_is_asked_for_at_the_moment_of_showing():
    assert spoken() == "de"
    assert tr("healthy") == "in Ordnung"
    assert tr("{n} dB louder", n=3) == "3 dB lauter"
    assert tr_many("{n} visit", "{n} visits", 1) == "1 Besuch"
    assert tr_many("{n} visit", "{n} visits", 12_345) == "12\u202f345 Besuche"
    assert grouping() == "\u202f"
    assert tr("") == "", "gettext answers an empty text with the catalogue's head"
    assert tr("no such text") == "no such text"


@pytest.mark.usefixtures("german")
@pytest.mark.parametrize("code", ["en", "en_US", "", "fr-CH", "C", "../de", "xx"])
def test_without_a_catalogue_it_is_english(code: str):
    assert speak(code) == "en"
    assert tr("healthy") == "healthy"
    assert grouping() == ","


@pytest.mark.parametrize("code", ["de", "de-AT", "DE_ch.UTF-8"])
def test_a_region_is_spoken_as_its_language(code: str):
    spoken_from(LANGUAGES)
    try:
        assert speak(code) == "de"
    finally:
        speak("en")


def test_braces_in_a_value_stay():
    assert tr("{n} dB louder", n="{n} {x}") == "{n} {x} dB louder"
