"""`python -m training prepare`: shows what a folder holds and computes its features once."""

from __future__ import annotations

import argparse
import sys
import time
from collections import deque
from collections.abc import Iterable
from pathlib import Path

from app.domain.problem import Problem
from app.domain.words import count, length_s
from training.data import FAULTY, HEALTHY, BandsFolder
from training.datasets.bands_out import write_bands
from training.datasets.data_set import DataSet
from training.datasets.features import BANDS, Feature, features_of
from training.datasets.opening import open_data_set

CACHE = Path.home() / ".cache" / "earshot" / "features"
_REPORT_EVERY_S = 5.0
_PACE_OF_S = 60.0

Row = tuple[str, str, str, str, str]


def add_command(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Offer `prepare` on the command line."""
    prepare = commands.add_parser("prepare", help="look through a data set and compute its features once")
    prepare.add_argument(
        "folder", type=Path, help="MIMII, DCASE Task 2, an export, labelled sound files, or bands"
    )
    prepare.add_argument("--features", nargs="+", default=[BANDS.name], help="which (default: bands)")
    prepare.add_argument("--cache", type=Path, default=CACHE, help="where they are kept (default: %(default)s)")
    prepare.add_argument(
        "--out", type=Path, help="also write a bands folder there, for train and evaluate --bands"
    )
    prepare.set_defaults(run=prepare_data_set)


def prepare_data_set(asked: argparse.Namespace) -> int:
    """Show, compute, keep and, where asked, write; 0 when there is something to work with.

    Raises:
        Problem: the folder is no data set, a feature is not known, or there is nowhere to keep it.
    """
    features = [_feature(name) for name in asked.features]
    if asked.out and asked.out.resolve() == asked.folder.resolve():
        raise Problem(f"{asked.out} holds the recordings.", "Write the bands to a folder of their own.")
    print(f"Looking through {asked.folder} …", flush=True)
    data_set = open_data_set(asked.folder)
    print(f"{data_set.name}: {data_set.kind}\nLicence: {data_set.licence}\n")
    print(_table(data_set))
    told = _tell(data_set.skipped, ())
    for feature in features:
        pace = Pace(feature.name)
        found = features_of(data_set, feature, asked.cache, pace)
        told = _tell(found.skipped, told)
        print(f"{feature.name}: {count(_clips(found), 'clip')} ready{_kept(data_set, asked.cache)}.")
    if asked.out:
        bands = features_of(data_set, BANDS, asked.cache, Pace(BANDS.name))
        _tell(bands.skipped, told)
        for path in write_bands(bands.machines, asked.out, data_set.licence):
            print(f"Written: {path}")
    return 0


class Pace:
    """Prints every few seconds how far the work is and, by the last minute's pace, how long it still takes."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._marks: deque[tuple[float, int]] = deque([(time.monotonic(), 0)])
        self._said_at = time.monotonic()

    def __call__(self, done: int, total: int) -> None:
        """Told after each unit of clips."""
        now = time.monotonic()
        self._marks.append((now, done))
        while len(self._marks) > 2 and now - self._marks[0][0] > _PACE_OF_S:
            self._marks.popleft()
        if now - self._said_at >= _REPORT_EVERY_S and done < total:
            self._said_at = now
            print(f"{self._name}: {done:,} of {count(total, 'clip')}, {self._left(now, total - done)}", flush=True)

    def _left(self, now: float, clips: int) -> str:
        since, before = self._marks[0]
        pace = (self._marks[-1][1] - before) / max(now - since, 1e-9)
        return f"about {length_s(clips / pace)} left" if pace else "time left not known"


def _feature(name: str) -> Feature:
    """A feature by its name: the bands, or what a detector hears."""
    if name == BANDS.name:
        return BANDS
    from training.detectors import detectors

    known = {detector.feature.name: detector.feature for detector in detectors().values()}
    if name not in known:
        raise Problem(f"There is no feature “{name}”.", f"Known are {', '.join(sorted({BANDS.name, *known}))}.")
    return known[name]


def _table(data_set: DataSet) -> str:
    """Type, machine, SNR and clips, one line each, aligned."""
    rows: list[Row] = [("type", "machine", "SNR", "healthy", "faulty"), *_rows(data_set)]
    widths = [max(len(row[at]) for row in rows) for at in range(len(rows[0]))]
    align = (str.ljust, str.ljust, str.ljust, str.rjust, str.rjust)
    lines = [
        "  ".join(to(cell, width) for to, cell, width in zip(align, row, widths, strict=True)) for row in rows
    ]
    return "\n".join(lines) + "\n"


def _rows(data_set: DataSet) -> Iterable[Row]:
    if data_set.bands is not None:
        for sound in data_set.bands.machines:
            for snr in sound.snrs:
                yield _row(sound.type, sound.id, snr, len(sound.healthy(snr)), len(sound.faulty(snr)))
    for machine in data_set.machines:
        for snr in dict.fromkeys(snr for snr, _ in machine.clips):
            healthy, faulty = machine.count(snr, HEALTHY), machine.count(snr, FAULTY)
            yield _row(machine.type, machine.id, snr, healthy, faulty)


def _row(machine_type: str, machine_id: str, snr: str, healthy: int, faulty: int) -> Row:
    return machine_type, machine_id, snr, f"{healthy:,}", f"{faulty:,}"


def _tell(skipped: tuple[str, ...], told: tuple[str, ...]) -> tuple[str, ...]:
    """Name on stderr what was skipped and not told yet."""
    for note in skipped:
        if note not in told:
            print(f"Note: {note}", file=sys.stderr)
    return skipped


def _clips(found: BandsFolder) -> int:
    return sum(len(rows) for machine in found.machines for rows in machine.clips.values())


def _kept(data_set: DataSet, cache: Path) -> str:
    return "" if data_set.bands is not None else f", kept in {cache}"
