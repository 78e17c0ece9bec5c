"""What stands below the figures of the evidence page: what each shows, and what was left out of it."""

from collections.abc import Sequence

from app.domain import words
from app.domain.why import Moment
from app.language import later, tr, tr_many
from app.look.tokens import CEILING_DBFS, FLOOR_DBFS, GAUGE_END
from app.reports.axes import tick_number
from app.reports.facts import ReportFacts
from app.reports.figure_bands import MOST_RANGES, Curves
from app.reports.figure_scores import MOST_VISITS
from app.reports.reasons import all_through

_BAND_LEVELS = later(
    "Beside it the mean band levels; the baseline is shifted by {shift} dB, the difference of the mean levels, so "
    "that only the shape is compared."
)
_LAST_OF = later("the last {shown} of {all}")
_BEYOND = later("a score beyond {end} stands at the edge with its number")
_ON_THE_FLOOR = later("a visit without a score stands on the floor")


def marked_moments(facts: ReportFacts) -> Sequence[Moment]:
    """When the difference is heard, unless that is all through."""
    found = facts.inspection.verdict.moments
    return () if all_through(found, facts.inspection.take.format.duration_s) else found


def heard_caption(facts: ReportFacts, curves: Curves | None, trace_page: int) -> str:
    """Of picture and band levels; `trace_page` is where all ranges are listed."""
    texts = _picture(facts)
    if curves is None or curves.mean is None:
        texts.append(tr("Beside it the mean level of each band in dB; there was no baseline to compare with."))
        return " ".join(texts)
    shift = words.number(curves.shift_db, 1)
    texts.append(tr(_BAND_LEVELS, shift=shift if shift.startswith(words.MINUS) else f"+{shift}"))
    if len(facts.inspection.verdict.ranges) > MOST_RANGES:
        template = later("Marked are the {most} most telling ranges; page {page} lists all.")
        texts.append(tr(template, most=MOST_RANGES, page=trace_page))
    return " ".join(texts)


def _picture(facts: ReportFacts) -> list[str]:
    if facts.picture is None:
        return [tr("Figure 1. The stored picture of the take is lost.")]
    template = later(
        "Figure 1. The stored picture of the take over time in s and frequency in kHz (log); colour is level from "
        "{low} to {high} dBFS."
    )
    texts = [tr(template, low=tick_number(FLOOR_DBFS), high=tick_number(CEILING_DBFS))]
    if facts.inspection.verdict.markers:
        texts.append(tr("Ticks: shaft and blades, long where grown."))
    if marked_moments(facts):
        texts.append(tr("Red bars: when it is heard."))
    return texts


def clips_caption(facts: ReportFacts) -> str:
    """Of the clips' scores."""
    verdict = facts.inspection.verdict
    if verdict.thresholds is None or not verdict.clip_scores:
        return tr("Figure 2. No clip of this take was scored.")
    above = tr_many(
        "{above} of {n} clip",
        "{above} of {n} clips",
        len(verdict.clip_scores),
        above=words.number(verdict.clips_above),
    )
    if _beyond(verdict.clip_scores):
        template = later(
            "Figure 2. Score of each clip over its seconds of the take, {above} at or above watch; scores beyond "
            "{end} are drawn at the edge."
        )
        return tr(template, above=above, end=words.score_text(GAUGE_END))
    return tr("Figure 2. Score of each clip over its seconds of the take, {above} at or above watch.", above=above)


def trend_caption(facts: ReportFacts) -> str:
    """Of the visits' scores."""
    visits = facts.visits_so_far
    known = tuple(visit.score for visit in visits[:MOST_VISITS] if visit.score is not None)
    texts = [
        tr("Figure 3. Score of each visit at this measuring point and condition, over the day of the visit"),
    ]
    if len(visits) > MOST_VISITS:
        texts.append(tr(_LAST_OF, shown=MOST_VISITS, all=words.number(len(visits))))
    if _beyond(known):
        texts.append(tr(_BEYOND, end=words.score_text(GAUGE_END)))
    if len(known) < min(len(visits), MOST_VISITS):
        texts.append(tr(_ON_THE_FLOOR))
    return "; ".join(texts) + "."


def _beyond(scores: tuple[float, ...]) -> bool:
    return any(score > GAUGE_END for score in scores)
