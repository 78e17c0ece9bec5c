"""All pictures of a report, each with a title and a caption for those who wonder what it shows."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from training.compare.pictures import overviews, scores, spectrograms
from training.compare.report.facts import Facts

MIMII_NOTICE = (
    "Sound: MIMII, Sound Dataset for Malfunctioning Industrial Machine Investigation and Inspection "
    "(Purohit et al., Hitachi, Ltd., https://zenodo.org/records/3384388), CC BY-SA 4.0; this picture is under the "
    "same licence."
)


@dataclass(frozen=True, slots=True)
class Picture:
    """`draw` writes the file and says whether there was anything to draw."""

    file: str
    title: str
    caption: str
    draw: Callable[[Path], bool]


def draw_all(report: Mapping[str, Any], folder: Path, sound: Sequence[Path] = ()) -> list[Picture]:
    """Draw what can be drawn into `folder`, remove there what can't; `sound` are folders of recordings.

    Returns:
        Those that are there now.
    """
    facts = Facts(report)
    folder.mkdir(parents=True, exist_ok=True)
    drawn = []
    for picture in [*_of_numbers(facts), _of_sound(sound)]:
        if picture.draw(folder / picture.file):
            drawn.append(picture)
        else:
            (folder / picture.file).unlink(missing_ok=True)
    return drawn


def _of_numbers(facts: Facts) -> list[Picture]:
    drawings = [
        ("detectors.png", "Detectors side by side", overviews.draw_detectors,
         "Further right is better; the distance between the marks is what the worst machine costs."),
        ("enrolment.png", "Enrolment curve", overviews.draw_enrolment,
         "AUC (above) and false alarms (below) of the worst machine by the clips learnt."),
        ("noise.png", "Learnt in one noise, inspected in another", overviews.draw_noise,
         "AUC (above) and false alarms (below) of the worst machine; on the diagonal the noise stayed."),
        ("reliability.png", "Reliability", overviews.draw_reliability,
         "A line for each machine left out. On the diagonal a verdict is right as often as it says."),
        ("roc.png", "ROC", scores.draw_roc, "A line for each machine left out; the diagonal is chance."),
        ("precision_recall.png", "Precision and recall", scores.draw_precision,
         "A line for each machine left out, at the data's own share of faulty clips."),
        ("training.png", "Training curves", overviews.draw_training, "A line for each machine left out."),
    ]  # fmt: skip
    histograms = [
        Picture(
            f"scores_{kind.replace(' ', '_')}.png",
            f"Scores of {kind}s",
            "Shares of clips by score; right of 1.0 is called abnormal. The less the two overlap, the better.",
            partial(scores.draw_histograms, facts, kind),
        )
        for kind in facts.types
    ]
    return [
        Picture(file, title, caption, partial(draw, facts)) for file, title, draw, caption in drawings
    ] + histograms


def _of_sound(folders: Sequence[Path]) -> Picture:
    """Recordings of MIMII first, which lie one folder further down beside those without a licence."""
    mimii = [folder / "mimii" for folder in folders if (folder / "mimii").is_dir()]
    shown, licence = spectrograms.examples([*mimii, *folders])
    caption = MIMII_NOTICE if licence.startswith("CC BY-SA 4.0, MIMII") else f"Licence of the sound: {licence}."
    title = "Spectrograms of a healthy and a faulty clip"
    return Picture("spectrograms.png", title, caption, partial(spectrograms.draw_spectrograms, shown))
