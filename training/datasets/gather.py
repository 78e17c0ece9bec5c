"""From files whose place is known to machines whose clips stand in rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from training.data import HEALTHY, LABELS
from training.datasets.data_set import Clips, MachineRecordings
from training.datasets.place import Place, natural_key, quietest_first
from training.datasets.sound import DamagedSound, SoundClip, clips_of

_FEWEST_OF_MOST = 0.5
"""A noise level with fewer than this share of the fullest one's recordings would cost too many of the others."""

KNOWN_TYPES = frozenset({"fan", "pump", "slider", "valve"})

Recordings = dict[str, tuple[SoundClip, ...]]
Found = dict[tuple[str, str], Recordings]


def machines_of(files: Iterable[tuple[Path, str, Place]], skipped: list[str]) -> tuple[MachineRecordings, ...]:
    """Files (path, shown name, place) as machines, by type and id; a damaged file is named and left out."""
    found: defaultdict[tuple[str, str], defaultdict[tuple[str, str], Recordings]] = defaultdict(
        lambda: defaultdict(dict)
    )
    for path, shown, place in files:
        recordings = found[_type(place.type), _plain(place.id)][place.snr, place.label]
        if place.recording in recordings:
            skipped.append(f"{shown}: is there twice, the second was left out.")
            continue
        try:
            recordings[place.recording] = clips_of(path, place.skip_s, place.clip_s)
        except DamagedSound as damage:
            skipped.append(f"{shown}: {damage}, skipped.")
    machines = []
    for (machine_type, machine_id), of_machine in sorted(found.items(), key=lambda item: _order(item[0])):
        machine = MachineRecordings(
            machine_type, machine_id, _in_rows(f"{machine_type}/{machine_id}", of_machine, skipped)
        )
        if any(label == HEALTHY and clips for (_, label), clips in machine.clips.items()):
            machines.append(machine)
        else:
            skipped.append(f"{machine.name}: no healthy clips, machine skipped.")
    return tuple(machines)


def _in_rows(name: str, found: Found, skipped: list[str]) -> Clips:
    """The recordings that are there at every noise level of their label, in one order."""
    clips: Clips = {}
    for label in LABELS:
        snrs = sorted({snr for snr, of in found if of == label and found[snr, of]}, key=quietest_first)
        levels = {snr: found[snr, label] for snr in snrs}
        most = max((len(recordings) for recordings in levels.values()), default=0)
        for snr in snrs:
            if len(levels[snr]) < _FEWEST_OF_MOST * most:
                skipped.append(f"{name}: {snr} has {len(levels.pop(snr))} of {most} {label} recordings, left out.")
        common = set.intersection(*(set(recordings) for recordings in levels.values())) if levels else set()
        alone = len(set().union(*levels.values()) - common)
        if alone:
            skipped.append(f"{name}: {alone} {label} recordings are not there at every noise level, left out.")
        order = sorted(common, key=natural_key)
        pieces = {recording: min(len(level[recording]) for level in levels.values()) for recording in order}
        for snr, level in levels.items():
            clips[snr, label] = tuple(
                clip for recording in order for clip in level[recording][: pieces[recording]]
            )
    return clips


def _order(machine: tuple[str, str]) -> tuple[object, ...]:
    return natural_key(machine[0]), natural_key(machine[1])


def _type(name: str) -> str:
    """A type that has a model goes by the model's name, however it is written."""
    return name.casefold() if name.casefold() in KNOWN_TYPES else _plain(name)


def _plain(name: str) -> str:
    """A name that can stand between the slashes of a key in a bands folder."""
    return name.replace("/", "-").strip() or "unnamed"
