"""Sound that never arrived is told, and such a take is not judged."""

import pytest

from app.domain.microphone import Continuity
from app.domain.quality import Check, Grade, Quality
from app.recordings.processing_findings import dropouts

RATE_HZ = 48_000


@pytest.mark.parametrize("lost", [0, 1, 479])
def test_less_than_a_step_of_the_ear_is_nothing(lost: int):
    found = dropouts(Continuity(0, lost), RATE_HZ)
    assert (found.check, found.grade, found.value) == (Check.DROPOUTS, Grade.PASSED, "none")
    assert found.what == found.to_do == ""


@pytest.mark.parametrize(
    ("continuity", "value", "what"),
    [
        (Continuity(1, 0), "1×", "The system dropped sound once while recording."),
        (Continuity(3, 0), "3×", "The system dropped sound 3 times while recording."),
        (
            Continuity(0, 480),
            "less than 0.1 s lost",
            "Less than 0.1 s of the sound never arrived while recording.",
        ),
        (Continuity(0, 19_200), "0.4 s lost", "0.4 s of the sound never arrived while recording."),
        (
            Continuity(2, 19_200),
            "2×",
            "The system dropped sound 2 times and 0.4 s of the sound never arrived while recording.",
        ),
    ],
)
def test_what_is_missing_fails_the_take(continuity: Continuity, value: str, what: str):
    found = dropouts(continuity, RATE_HZ)
    assert (found.grade, found.value, found.what) == (Grade.FAILED, value, what)
    assert found.to_do.endswith("then record again.")


def test_the_same_loss_counts_at_any_rate():
    assert dropouts(Continuity(0, 160), 16_000).grade is Grade.FAILED
    assert dropouts(Continuity(0, 160), 48_000).grade is Grade.PASSED


def test_a_technician_may_use_such_a_take_anyway():
    assert Quality((dropouts(Continuity(1, 0), RATE_HZ),), -30.0, -10.0).may_be_overruled
