"""The choice of the frequency axis; with gloves on its name makes room for larger buttons."""

from PySide6.QtWidgets import QWidget

from app.domain.words import capital
from app.language import tr
from app.ui import theme
from app.ui.sound.scale import Scale
from app.ui.widgets.select import Select


class ScaleSelect(Select):
    """Log, mel or linear."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(tr("Frequency axis"), parent=parent)
        for scale in Scale:
            self.addItem("", scale)
        self._fit()
        theme.changes().changed.connect(self._fit)

    @property
    def chosen(self) -> Scale:
        """The scale that is chosen."""
        return Scale(self.currentData())

    def _fit(self) -> None:
        for index, scale in enumerate(Scale):
            name = tr(scale.value)
            self.setItemText(index, capital(name) if theme.touch() else tr("Frequency: {scale}", scale=name))
        self.updateGeometry()
