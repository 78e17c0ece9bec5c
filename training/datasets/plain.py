"""A plain folder of sound files: a folder or a file's name says healthy or faulty, those above it the machine."""

from __future__ import annotations

from training.datasets.labels import label_of
from training.datasets.place import AS_RECORDED, Parts, Place, Scheme, snr_of, stem

NO_LICENCE = "none stated"


def place_of(outer: Parts, inner: Parts) -> Place | None:
    """`<type>/<machine>/{normal,abnormal}/…`; with fewer levels the root's own name stands for what is missing.

    More folders between type and label are the machine's point or condition and become part of its id.
    """
    folders, name = inner[:-1], stem(inner[-1])
    labelled = [(at, label) for at, folder in enumerate(folders) if (label := label_of(folder))]
    if labelled:
        at, label = labelled[-1]
        above, below = folders[:at], folders[at:]
    elif told := label_of(name):
        label, above, below = told, folders, ()
    elif outer and (told := label_of(outer[-1])):
        label, above, below, outer = told, (), folders, outer[:-1]
    else:
        return None
    snrs = [found[0] for part in (*above, *below) if (found := snr_of(part)) and not found[1]]
    machine = tuple(part for part in above if not _is_snr(part))
    rest = tuple(part for part in below if not _is_snr(part))
    machine_type, machine_id = _named(outer, machine)
    return Place(machine_type, machine_id, label, "/".join((*rest, inner[-1])), snrs[-1] if snrs else AS_RECORDED)


def _named(outer: Parts, machine: Parts) -> tuple[str, str]:
    """Type and id from the folders above the label."""
    root = outer[-1] if outer else "machine"
    if not machine:
        return root, root
    if len(machine) == 1:
        return root, machine[0]
    return machine[0], " ".join(machine[1:])


def _is_snr(part: str) -> bool:
    found = snr_of(part)
    return found is not None and not found[1]


SCHEME = Scheme("folder with labels", NO_LICENCE, place_of)
