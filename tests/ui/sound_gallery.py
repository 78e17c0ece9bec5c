"""Pictures of the panel to look at: `python -m tests.ui.sound_gallery OUT_DIR`."""

import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from app.domain.verdict import ExcessRange
from app.look.tokens import DARK, HIGH_CONTRAST, LIGHT
from app.ui import theme
from app.ui.sound.heard_panel import HeardPanel
from app.ui.sound.scale import Scale
from tests.ui.sound.samples import RANGES, explained, inspection, picture, with_ranges

CROWDED = (ExcessRange(85.0, 110.0, 11.0), ExcessRange(120.0, 140.0, -7.0), ExcessRange(150.0, 165.0, 5.0))


def main(folder: Path) -> None:
    """Write every picture."""
    folder.mkdir(parents=True, exist_ok=True)
    app = QApplication.instance() or QApplication([])
    for palette in (LIGHT, DARK, HIGH_CONTRAST):
        theme.apply_theme(app, palette)
        _shoot(app, folder / f"heard-{palette.name.replace(' ', '-')}.png", (778, 376))
        why = folder / f"why-{palette.name.replace(' ', '-')}.png"
        _shoot(app, why, (778, 376), found=explained(inspection()))
    theme.apply_theme(app, LIGHT)
    _shoot(app, folder / "heard-wide.png", (1300, 640))
    _shoot(app, folder / "heard-narrow.png", (600, 376))
    _shoot(app, folder / "heard-touch.png", (752, 508))
    _shoot(
        app, folder / "heard-mel.png", (778, 376), lambda p: p.scale.setCurrentIndex(list(Scale).index(Scale.MEL))
    )
    _shoot(
        app,
        folder / "heard-linear.png",
        (778, 376),
        lambda p: p.scale.setCurrentIndex(list(Scale).index(Scale.LINEAR)),
    )
    _shoot(app, folder / "heard-zoom.png", (778, 376), _zoomed)
    _shoot(
        app,
        folder / "heard-selected.png",
        (778, 376),
        lambda p: (p.select(8.0, 17.5), p.hear_range(1), p.set_playing(9.0)),
    )
    _shoot(app, folder / "heard-empty.png", (778, 376), take=False)
    _shoot(app, folder / "heard-no-baseline.png", (778, 376), found=inspection(healthy=False))
    _shoot(app, folder / "heard-crowded.png", (778, 376), found=with_ranges(*CROWDED))
    _shoot(app, folder / "heard-long.png", (778, 376), found=inspection(1803.0), shown=picture(0.0, 1803.0))
    theme.apply_theme(app, LIGHT, 1.25)
    _shoot(app, folder / "heard-large.png", (973, 470))
    theme.apply_theme(app, LIGHT, 1.0)


def _zoomed(panel: HeardPanel) -> None:
    panel.plots.frames.spectrogram.setRange(xRange=(12.0, 16.0), yRange=(1.9, 3.0), padding=0)
    panel.show_window(picture(12.0, 16.0, 1200))


def _shoot(app, path, size, act=None, take=True, found=None, shown=None):
    panel = HeardPanel()
    panel.resize(*size)
    panel.show()
    if take:
        panel.show_take(found or inspection(ranges=RANGES), shown or picture())
        panel.move_head(24.4)
    app.processEvents()
    if act:
        act(panel)
        app.processEvents()
    panel.plots.setFocus()
    panel.grab().save(str(path))
    panel.close()
    panel.deleteLater()
    app.processEvents()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
