"""Dates as the user writes them, numbers as the report does."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QLocale

from app.domain.words import count
from app.ui.widgets.wording import clock, day, full_moment, moment_text, number

NOV = datetime(2026, 11, 22, 9, 14, tzinfo=UTC).astimezone()


@pytest.mark.parametrize(
    ("name", "this_year", "other_year"),
    [
        ("en_GB", "22 Nov", "22 Nov 2026"),
        ("en_US", "Nov 22", "Nov 22, 2026"),
        ("de_DE", "22. Nov.", "22. Nov. 2026"),
        ("fr_FR", "22 nov.", "22 nov. 2026"),
        ("hu_HU", "nov. 22.", "2026. nov. 22."),
        ("pt_BR", "22 de nov.", "22 de nov. de 2026"),
        ("es_ES", "22 de nov", "22 de nov 2026"),
        ("ja_JP", "11月22日", "2026年11月22日"),
        ("zh_CN", "11月22日", "2026年11月22日"),
        ("sv_SE", "22 nov.", "22 nov. 2026"),
    ],
)
def test_days_in_the_order_of_the_locale(name, this_year, other_year):
    locale = QLocale(name)
    assert day(NOV, today=NOV, locale=locale) == this_year
    later = NOV.replace(year=2028)
    assert day(NOV, today=later, locale=locale).replace("de 2026", "2026") == other_year.replace("de 2026", "2026")


@given(st.sampled_from(QLocale.matchingLocales(QLocale.AnyLanguage, QLocale.AnyScript, QLocale.AnyTerritory)))
def test_no_locale_of_the_world_loses_the_day_or_keeps_a_dangling_mark(locale):
    locale.setNumberOptions(QLocale.NumberOption.DefaultNumberOptions)
    said = day(NOV, today=NOV, locale=locale)
    assert said
    assert said == said.strip(" ,،")
    assert "'" not in said or "'" in locale.monthName(11, QLocale.FormatType.ShortFormat)
    assert "yy" not in said.replace(locale.monthName(11, QLocale.FormatType.ShortFormat), "")  # Nheengatu has one


def test_moments_have_a_day_and_a_time():
    british = QLocale("en_GB")
    assert moment_text(NOV, today=NOV, locale=british) == f"22 Nov, {clock(NOV, locale=british)}"
    assert full_moment(NOV, locale=british).startswith("22 Nov 2026, ")
    assert "m" in clock(NOV, locale=QLocale("en_US")).lower()


def test_numbers_and_counts():
    assert number(1.0) == "1.00"
    assert number(12.345) == "12.35" or number(12.345) == "12.34"
    assert number(None) == "–"
    assert count(1, "clip") == "1 clip"
    assert count(0, "clip") == "0 clips"
