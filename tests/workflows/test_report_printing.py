"""A report is printed as the settings have it when it is begun."""

from PIL import Image

from app.reports.facts import Paper
from app.workflows.preferences import Preferences
from app.workflows.report_printing import AsPreferred


def test_settings_count_from_the_next_report_on(tmp_path):
    preferences = Preferences(tmp_path)
    how = AsPreferred(preferences, Paper.LETTER, "Earshot 1.0.0")
    assert how().paper is Paper.LETTER and how().letterhead.company == "" and how().program == "Earshot 1.0.0"
    Image.new("RGB", (30, 10)).save(tmp_path / "logo.png")
    preferences.change(paper="A4", company="Nordwind", inspector="J. Brandt")
    preferences.change(logo=preferences.keep_logo(tmp_path / "logo.png"))
    now = how()
    assert (
        now.paper is Paper.A4 and now.letterhead.company == "Nordwind" and now.letterhead.inspector == "J. Brandt"
    )
    assert now.letterhead.logo is not None and now.letterhead.logo.is_file()
