"""What the last page says of the recording."""

from dataclasses import replace

import pytest

from app.domain.take import SoundFormat
from app.reports.page_trace import _encoding
from tests.reports.facts_for_tests import samples


@pytest.mark.parametrize(
    ("container", "encoding", "bits", "said"),
    [
        ("WAV", "16 bit", 16, "WAV, 16 bit"),
        ("WAV", "float", 32, "WAV, float, 32 bit"),
        ("OGG", "Vorbis", None, "OGG, Vorbis, lossy, no bit depth"),
    ],
)
def test_the_depth_is_said_once(container: str, encoding: str, bits: int | None, said: str):
    facts = next(iter(samples().values()))
    take = replace(facts.inspection.take, format=SoundFormat(16_000, 1, 160_000, container, encoding, bits))
    assert _encoding(replace(facts, inspection=replace(facts.inspection, take=take))) == said
