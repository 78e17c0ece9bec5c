"""No text leaves the sheet, runs into the foot or over another text, whatever people type."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.letterhead import Letterhead
from app.domain.microphone import Ending
from app.domain.reading import UNITS, Quantity, Reading
from app.domain.review import Found, Review
from app.language import tr
from app.reports.facts import Paper
from app.reports.frame import PROMISE
from app.reports.sheet import MARGIN, Sheet
from tests.reports.facts_for_tests import (
    CONDITION,
    MACHINE,
    POINT,
    THIRTEEN,
    Grade,
    Quality,
    facts,
    inspection,
    placed,
    recordings,
    samples,
    snapshot,
    take,
    verdict,
    visits,
)


class Seen:
    """Where every text was drawn: page, left, top, right, bottom, text."""

    def __init__(self, monkeypatch):
        self.texts = []
        self.page = 0
        draw = Sheet.text

        def text(sheet, x, y, text, shown, *args, align="left", **kwargs):
            wide = draw(sheet, x, y, text, shown, *args, align=align, **kwargs)
            left = {"left": x, "right": x - wide, "middle": x - wide / 2}[align]
            if wide:
                page = sheet.canvas.getPageNumber()
                self.texts.append((page, left, y - 0.70 * shown.size, left + wide, y + 0.16 * shown.size, text))
            return wide

        monkeypatch.setattr(Sheet, "text", text)


@pytest.fixture
def layout(report, monkeypatch, tmp_path):
    """Prints facts and checks where the texts are."""

    def check(these):
        with monkeypatch.context() as patched:
            seen = Seen(patched)
            report.write(tmp_path / "report.pdf", these)
        pages = {}
        for place in seen.texts:
            pages.setdefault(place[0], []).append(place[1:])
        # The heads' page numbers are forms, drawn after the last page.
        pages.pop(max(pages))
        for texts in pages.values():
            inside(texts, these.paper)
            apart(texts)

    return check


def inside(texts, paper):
    foot = min(top for _, top, _, _, text in texts if text == tr(PROMISE))
    for left, top, right, bottom, text in texts:
        assert left > MARGIN - 1, text
        assert right < paper.width_pt - MARGIN + 1, text
        assert top > MARGIN - 2, text
        assert bottom < paper.height_pt - MARGIN + 2, text
        assert bottom < foot or top >= foot, text


def apart(texts):
    ordered = sorted(texts, key=lambda place: place[1])
    for index, (left, top, right, bottom, text) in enumerate(ordered):
        for left2, top2, right2, _, text2 in ordered[index + 1 :]:
            if top2 > bottom:
                break
            assert right <= left2 + 0.5 or right2 <= left + 0.5, f"{text!r} over {text2!r} at {top}, {top2}"


@pytest.mark.parametrize("paper", list(Paper))
@pytest.mark.parametrize("name", list(samples()))
def test_every_kind_of_report(layout, name, paper):
    layout(replace(samples()[name], paper=paper))


@pytest.mark.parametrize("paper", list(Paper))
@pytest.mark.parametrize("name", list(samples()))
def test_every_kind_of_report_in_german(german, layout, name, paper):
    layout(replace(samples()[name], paper=paper))


@pytest.mark.parametrize("paper", list(Paper))
@pytest.mark.parametrize("size", [(1600, 1200), (900, 1600), (4000, 40), (30, 4000), (1, 1)])
def test_a_photo_of_any_shape(layout, tmp_path, paper, size):
    photo = snapshot(tmp_path / "photo.jpg", size)
    for these in recordings(photo).values():
        layout(replace(these, paper=paper))


READINGS = tuple(Reading("condition", what, -1234.567, UNITS[what][0]) for what in Quantity)

WILD = st.text(max_size=60) | st.builds(
    lambda text, times: text * times, st.text(max_size=12), st.integers(1, 120)
)
SCORE = st.floats(-1, 12) | st.sampled_from([0.0, 0.7, 0.71, 1.0, 2.5, 99.0])


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    texts=st.lists(WILD, min_size=10, max_size=10),
    score=SCORE,
    last=SCORE,
    paper=st.sampled_from(Paper),
    how_many=st.integers(0, 13),
    overruled=st.booleans(),
)
def test_whatever_people_type(layout, texts, score, last, paper, how_many, overruled):
    name, site, code, point, condition, finding, todo, note, file, sentence = texts
    checks = tuple(replace(check, value=name, what=sentence, to_do=todo) for check in THIRTEEN[:how_many])
    checks = tuple(replace(check, grade=Grade.FAILED) if at % 3 else check for at, check in enumerate(checks))
    point_there = replace(POINT, name=point, conditions=(replace(CONDITION, name=condition),))
    layout(
        facts(
            machine=replace(MACHINE, name=name, site=site, code=code, points=(point_there,)),
            inspection=inspection(
                note=note,
                inspector=sentence,
                take=take(file_name=file, device=point),
                quality=Quality(checks, -28.0, -9.0),
                verdict=replace(verdict(score=score), finding=finding, next_step=todo, reasons=(sentence, note)),
                overruled=tuple(check.check for check in checks) if overruled else (),
                above_room_db=last,
                ending=Ending.STALLED,
            ),
            visits=visits(8, score=last),
            picture=None,
            letterhead=Letterhead(company=site, inspector=sentence),
            review=Review("", Found.FAULTY, cause=note),
            readings=READINGS,
            paper=paper,
            placement=placed(note=note, by=site, photo=code),
        )
    )
