"""The program's icon in the sizes that desktops ask for. Run by the build's Python: `icons.py SVG FOLDER`."""

import os
import sys
from pathlib import Path

SIZES_PX = (16, 22, 24, 32, 48, 64, 128, 256, 512)


def draw(svg: Path, folder: Path) -> None:
    """Writes `<size>.png` for each size."""
    from PySide6.QtGui import QGuiApplication, QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    application = QGuiApplication([])
    renderer = QSvgRenderer(str(svg))
    folder.mkdir(parents=True, exist_ok=True)
    for size in SIZES_PX:
        image = QImage(size, size, QImage.Format.Format_ARGB32)
        image.fill(0)
        painter = QPainter(image)
        renderer.render(painter)
        painter.end()
        if not image.save(str(folder / f"{size}.png")):
            sys.exit(f"{folder} can't be written")
    application.quit()


if __name__ == "__main__":
    draw(Path(sys.argv[1]), Path(sys.argv[2]))
