"""Every widget in several states as pictures, for eyes: `python -m tests.ui.gallery OUT_DIR`."""

import os
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from app.domain.verdict import State
from app.look.tokens import PALETTES
from app.ui import widgets as w
from app.ui.theme import apply_theme, px, state_icon
from tests.ui.widgets import samples

PAGES = ("fleet", "machine", "record")


def page(*parts: QWidget, width: int, across: bool = False) -> QWidget:
    ground = QWidget()
    ground.setProperty("ground", "window")
    ground.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    box = QHBoxLayout(ground) if across else QVBoxLayout(ground)
    box.setContentsMargins(16, 12, 16, 12)
    box.setSpacing(12)
    for part in parts:
        box.addWidget(part)
        part.setVisible(True)
    ground.resize(width, ground.sizeHint().height())
    return ground


def verdicts(width: int = 1086) -> QWidget:
    bands = []
    before = samples.visit(samples.NOW - timedelta(days=10), 0.81)
    facts = "Sits on the blade pass, 0.12 kHz · 22 Nov 2026, 09:14 · J. Brandt"
    for score in (1.84, 0.81, 0.34, None, 7.3):
        band = w.VerdictBand()
        band.show_verdict(samples.verdict(score), facts, before)
        bands.append(band)
    long = w.VerdictBand()
    long.show_verdict(
        samples.verdict(
            1.02,
            clips=720,
            finding="3 dB louder than healthy at 0.09–0.17 kHz, 4 quieter at 2.1–2.6 kHz and 12 louder at 5 kHz",
            next_step="check the impeller for a damaged, loose or dirty blade, and the guard for loose bolts, "
            "within 2 days, and inspect it again afterwards.",
        ),
        facts,
        samples.visit(samples.NOW, 0.99),
    )
    empty = w.VerdictBand()
    empty.show_nothing("No baseline yet", "Drop five takes of it in good condition.", State.NO_BASELINE)
    ready = w.VerdictBand()
    ready.show_nothing("Ready to inspect", "Drop a take of this machine, or open one.")
    return page(*bands, long, empty, ready, width=width)


def sides() -> QWidget:
    good, poor = w.QualityPanel(), w.QualityPanel()
    good.show_quality(samples.good_quality())
    poor.show_quality(samples.poor_quality())
    for panel in (good, poor):
        panel.setFixedWidth(px(264))
    note = w.PanelFrame("Note")
    note.setFixedWidth(px(264))
    field = QPlainTextEdit("Rumble at the inlet, guard loose on one bolt. Casing 41 °C.")
    field.setAccessibleName("Note")
    note.body.addWidget(field)
    note.body.addWidget(w.FilledButton("Export PDF", "file-down", keys="Ctrl+E"))
    listed = w.MachineList()
    machines = samples.fleet()
    listed.show_machines(machines, machines[4].machine.id)
    listed.setMinimumHeight(px(600))
    return page(listed, good, poor, note, width=1086, across=True)


def histories(width: int = 1086) -> QWidget:
    year = w.HistoryPanel()
    visits = samples.year_of_visits()
    learnt = [samples.NOW - timedelta(days=237)]
    year.show_visits(visits, visits[-1].inspection_id, learnt=learnt, watch=0.7)
    first = w.HistoryPanel()
    first.show_visits(visits[-1:], visits[-1].inspection_id, watch=0.7)
    many = w.HistoryPanel()
    long = [
        samples.visit(samples.NOW - timedelta(days=4 * i), 0.3 + (i * 37 % 11) / 40 + (2.9 if i == 200 else 0))
        for i in range(500)
    ]
    many.show_visits(long, long[3].inspection_id, learnt=[long[-1].when, long[250].when], watch=0.7)
    none = w.HistoryPanel()
    none.show_visits([])
    return page(year, first, many, none, width=width)


def controls(width: int = 1086) -> QWidget:
    bar = w.TopBar()
    bar.show_title("Supply fan 3", "Plant 2 › Hall B › AHU 3 · criticality A · 1,480 rpm, 5 blades", "SF-003")
    point = w.Select("Measuring point", "map-pin")
    point.addItems(["Inlet side, 0.5 m", "Drive end"])
    condition = w.Select("Operating condition", "gauge")
    condition.addItems(["Full speed, damper open", "Half speed"])
    for action in (point, condition, w.PlainButton("Open file", "folder-open", keys="Ctrl+O")):
        bar.add_action(action)
    banner = w.Banner()
    banner.show_problem("The file “Aufnahme für Lüfter 3.wav” ends early.", "Copy it again from the recorder.")
    undo = w.UndoBar()
    undo.offer("Learnt from 5 takes.")
    progress = w.ProgressLine()
    progress.show_progress("Learning from take-with-a-very-long-name-2026-11-22.wav · 3 of 5", 0.42)
    unknown = w.ProgressLine()
    unknown.show_progress("Opening", None)
    row = QWidget()
    line = QHBoxLayout(row)
    line.setContentsMargins(0, 0, 0, 0)
    off = w.PlainButton("Not now")
    off.setEnabled(False)
    parts: list[QWidget] = [
        w.FilledButton("Inspect", "search"),
        w.PlainButton("Pause", "pause", keys="Space"),
        off,
        w.SegmentedControl([("take", "This take"), ("healthy", "Healthy")], keys=("", "B")),
        w.SegmentedControl([("a", "Score"), ("b", "0.09–0.17 kHz"), ("c", "Readings")]),
        w.IconButton("repeat", "Loop"),
        w.QuietButton("Add machine", "plus"),
        w.Chip("SF-003"),
        w.KeyCap("Ctrl+K"),
    ]
    for part in parts:
        line.addWidget(part)
    line.addStretch(1)
    field = QLineEdit("Supply fan 3")
    field.setAccessibleName("Name")
    return page(bar, banner, undo, progress, unknown, row, field, states(), w.DropField(), width=width)


def states() -> QWidget:
    """Every state's shape in every size, on the panel and on its fill."""
    row = QWidget()
    line = QHBoxLayout(row)
    line.setContentsMargins(0, 0, 0, 0)
    for state in State:
        for size in (14, 16, 20, 40):
            mark = w.Text()
            mark.setPixmap(state_icon(state, size).pixmap(size, size))
            line.addWidget(mark)
        line.addWidget(w.Text(state.value.capitalize(), tone=state.value.replace(" ", "-")))
    line.addStretch(1)
    return row


def steps(width: int = 1286) -> QWidget:
    cards = [
        w.StepCard(
            1,
            "Learn healthy",
            "Five takes of a sample fan in good condition.",
            "Learn from 5 takes",
            icon="graduation-cap",
        ),
        w.StepCard(2, "Inspect", "One new take of the same fan, a year later.", "Inspect take 6", icon="search"),
        w.StepCard(
            3, "Read the verdict", "See where it differs, hear it, print it.", "Export PDF", icon="file-down"
        ),
    ]
    cards[0].set_step(w.Step.DONE)
    cards[1].set_step(w.Step.CURRENT)
    row = QWidget()
    line = QHBoxLayout(row)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(12)
    for card in cards:
        line.addWidget(card)
    rail = w.Rail(
        [
            w.RailItem("fleet", "layout-grid", "Fleet", "Ctrl+1"),
            w.RailItem("machine", "fan", "Machine", "Ctrl+2"),
            w.RailItem("route", "route", "Route"),
        ],
        [w.RailItem("help", "circle-question-mark", "Help")],
    )
    rail.set_current("machine")
    rail.setMinimumHeight(400)
    return page(rail, row, width=width, across=True)


SHEETS: dict[str, Callable[[], QWidget]] = {
    "verdicts": verdicts,
    "verdicts-narrow": lambda: verdicts(720),
    "sides": sides,
    "histories": histories,
    "histories-narrow": lambda: histories(720),
    "controls": controls,
    "controls-narrow": lambda: controls(760),
    "steps": steps,
}


def main(out: Path, only: str = "") -> None:
    """Grab every sheet in every palette, and in light at 1.5 times the size."""
    app = QApplication.instance() or QApplication([])
    QLocale.setDefault(QLocale("en_GB"))
    out.mkdir(parents=True, exist_ok=True)
    looks = [(palette, 1.0) for palette in PALETTES.values()] + [(PALETTES["light"], 1.5)]
    for palette, scale in looks:
        apply_theme(app, palette, scale)
        for name, make in SHEETS.items():
            if only and only not in name:
                continue
            sheet = make()
            sheet.show()
            app.processEvents()
            for _ in range(3):
                tall = sheet.layout().heightForWidth(sheet.width())
                sheet.resize(sheet.width(), tall if tall > 0 else sheet.sizeHint().height())
                app.processEvents()
            sheet.grab().save(str(out / f"{name}-{palette.name.replace(' ', '-')}-{scale}.png"))
            sheet.close()
            sheet.deleteLater()
            app.processEvents()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else "")
