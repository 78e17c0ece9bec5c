"""What the workflow tells of the models, as the page shows it: the list, and the version that is chosen."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from app.domain.model_use import ModelMonth
from app.language import tr, tr_many
from app.ui.pages.model.card_face import facts
from app.ui.pages.model.figures import figures
from app.ui.pages.model.track import track_of
from app.ui.pages.model.values import Key, ListRow, ModelsShown, VersionFace
from app.ui.pages.model.words import GENERIC, KINDS, judged_by, kind_word, kinds_word, since

if TYPE_CHECKING:
    from app.workflows.models import KindInfo, VersionInfo


def shown(kinds: "Sequence[KindInfo]", months: Sequence[ModelMonth], chosen: Key | None) -> ModelsShown:
    """The page, with that version chosen, or the one of the first kind that judges where it is not there."""
    of_kind = {one.kind: one for one in kinds}
    found = _find(kinds, chosen)
    info, version = found or (None, None)
    judging = info.in_use if info else None
    return ModelsShown(
        rows=_rows(of_kind),
        facts=_facts(kinds),
        chosen=_face(info, version, months) if info and version else None,
        in_use=judging.installed.version if judging else "",
    )


def _find(kinds: "Sequence[KindInfo]", chosen: Key | None) -> "tuple[KindInfo, VersionInfo] | None":
    every = [(kind, one) for kind in kinds for one in kind.versions]
    there = [pair for pair in every if (pair[0].kind, pair[1].installed.version) == chosen]
    judging = [pair for pair in every if pair[1].in_use]
    return next(iter(there or judging or every), None)


def _facts(kinds: "Sequence[KindInfo]") -> str:
    if not kinds:
        return tr("no model is installed")
    installed = sum(len(kind.versions) for kind in kinds)
    versions = tr_many("{n} version installed", "{n} versions installed", installed)
    return tr_many(
        "{versions}, for {n} kind of machine",
        "{versions}, for {n} kinds of machine",
        len(kinds),
        versions=versions,
    )


def _rows(of_kind: "dict[str, KindInfo]") -> tuple[ListRow, ...]:
    rows: list[ListRow] = []
    for kind in (*KINDS, *(one for one in of_kind if one not in KINDS)):
        info = of_kind.get(kind)
        rows.append(ListRow(kind_word(kind), _kind_note(kind, info, of_kind.get(GENERIC))))
        rows += [_row(info, one) for one in info.versions] if info else []
    return tuple(rows)


def _kind_note(kind: str, info: "KindInfo | None", generic: "KindInfo | None") -> str:
    if info and info.gone:
        return tr("version {version} was chosen, and is gone", version=info.gone)
    if info and info.in_use:
        return ""
    if kind != GENERIC and generic and generic.in_use:
        return tr("judged as any other machine")
    return tr("not judged: no version chosen") if info else tr("not judged: no model installed")


def _row(info: "KindInfo", version: "VersionInfo") -> ListRow:
    installed = version.installed
    if version.problem:
        note = tr("in use, but can't be used") if version.in_use else tr("can't be used")
    elif version.in_use:
        note = tr("in use {since}", since=since(info.since))
    else:
        note = tr("came with Earshot") if installed.shipped else tr("imported")
    return ListRow(
        installed.version, note, (info.kind, installed.version), version.in_use, version.problem is not None
    )


def _face(info: "KindInfo", version: "VersionInfo", months: Sequence[ModelMonth]) -> VersionFace:
    installed = version.installed
    usable = version.problem is None
    return VersionFace(
        key=(info.kind, installed.version),
        title=f"{kind_word(info.kind)} {installed.version}",
        chip=tr("in use") if version.in_use else "",
        line=_line(info, version),
        problem=version.problem,
        facts=facts(version.card, info.kind, installed.shipped) if usable else (),
        figures=figures(version.card) if usable else (),
        track=track_of(months, info.kind, installed.version),
        switch=tr("Switch to {version}", version=installed.version) if usable and not version.in_use else "",
        back=_back(info) if version.in_use else "",
        removable=not installed.shipped and not version.in_use,
        versions=tuple(one.installed.version for one in info.versions if one.problem is None),
    )


def _line(info: "KindInfo", version: "VersionInfo") -> str:
    judged = judged_by(info)
    if version.problem:
        if version.in_use:
            return tr(
                "No verdict can be given on {machines} until you roll back or switch to another version.",
                machines=judged,
            )
        return tr("It judges nothing.")
    if version.in_use:
        return tr("Judges {machines} {since}.", machines=judged, since=since(info.since))
    other = info.in_use
    if other is None:
        return tr(
            "Judges nothing until you switch to it. No version for {machines} is chosen.",
            machines=kinds_word(info.kind),
        )
    return tr(
        "Judges nothing until you switch to it. {version} judges {machines}.",
        version=other.installed.version,
        machines=judged,
    )


def _back(info: "KindInfo") -> str:
    if not info.may_roll_back:
        return ""
    if info.back_to is None:
        return tr("Stop using it")
    return tr("Roll back to {version}", version=info.back_to.version)
