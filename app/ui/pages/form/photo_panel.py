"""The photo of the machine: chosen or dropped, seen before it is kept, taken out again."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from app.language import later, tr
from app.look.tokens import BODY, SPACE
from app.ui.pages.form.photo_image import SmallPhoto
from app.ui.pages.snug import SnugPanel
from app.ui.theme import changes, px
from app.ui.widgets import QuietButton, Text
from app.ui.widgets.photo_field import PhotoField

_HINT = later("Drop a photo here, or press to choose one")
_READING = later("Reading the photo …")
_LOST = later("The photo is not there any more. Choose it again.")
_TALL = 264
_PHOTOS = later("Photos (*.jpg *.jpeg *.png *.JPG *.JPEG *.PNG)")


class PhotoPanel(SnugPanel):
    """`kept` is what the history calls the photo, `fresh` one that is not kept yet; one of them at most."""

    file_given = Signal(object)
    """The path of a file that is to be the photo."""
    removed = Signal()
    edited = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(tr("Photo"), parent=parent)
        self.kept = ""
        self.fresh: SmallPhoto | None = None
        self.field = PhotoField(tr("Photo of the machine"), tr(_HINT), self)
        self._choose = QuietButton(tr("Choose"), "image", parent=self)
        self.remove = QuietButton(tr("Remove"), "x", parent=self)
        self._refused = Text("", BODY, "abnormal", wrap=True, parent=self)
        self._row = QHBoxLayout()
        for button in (self._choose, self.remove):
            self._row.addWidget(button)
        self._row.addStretch(1)
        self.body.addWidget(self.field, 1)
        self.body.addWidget(self._refused)
        self.body.addLayout(self._row)
        self._connect()
        self._fit()
        self.show_kept("")

    def show_kept(self, stored_as: str) -> None:
        """Start from what the history has; its picture comes with `show_image`."""
        self.kept, self.fresh = stored_as, None
        self._show(QImage(), _READING if stored_as else _HINT)

    def show_image(self, image: QImage | None) -> None:
        """The kept photo was read; None where it is gone."""
        if self.fresh is None and self.kept:
            self._show(image or QImage(), _LOST)

    def show_reading(self) -> None:
        """A file was given."""
        self.refuse("")
        if self.field.image.isNull():
            self.field.show_hint(tr(_READING))

    def show_fresh(self, photo: SmallPhoto) -> None:
        """This is to be the photo once the machine is saved."""
        self.kept, self.fresh = "", photo
        self._show(photo.image, _HINT)
        self.edited.emit()

    def refuse(self, sentence: str) -> None:
        """Why a file can't be the photo; the one there was stays."""
        self._refused.setText(sentence)
        self._refused.setVisible(bool(sentence))
        if sentence and self.field.image.isNull():
            self.field.show_hint(tr(_LOST if self.kept else _HINT))

    def put_back(self, kept: str, fresh: SmallPhoto | None, image: QImage) -> None:
        """As it was before it was taken out."""
        self.kept, self.fresh = kept, fresh
        self._show(image, _LOST)
        self.edited.emit()

    def take_out(self) -> None:
        """No photo any more, once the machine is saved."""
        self.kept, self.fresh = "", None
        self._show(QImage(), _HINT)
        self.edited.emit()
        self._choose.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_roomy(self, roomy: bool) -> None:
        """Whether the page scrolls anyway, so that the photo need not be small."""
        self.field.setMinimumHeight(px(_TALL) if roomy else 0)

    def _show(self, image: QImage, hint: str) -> None:
        self.refuse("")
        self.field.show_image(image)
        self.field.show_hint(tr(hint))
        there = bool(self.kept) or self.fresh is not None
        self._choose.setText(tr("Choose another") if there else tr("Choose photo"))
        self.remove.setVisible(there)

    def _ask(self) -> None:
        dialog = QFileDialog(self, tr("Photo of the machine"), "", tr(_PHOTOS))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda path: self.file_given.emit(Path(path)))
        dialog.open()

    def _connect(self) -> None:
        self.field.clicked.connect(self._ask)
        self.field.dropped.connect(self.file_given)
        self._choose.clicked.connect(self._ask)
        self.remove.clicked.connect(self.removed)
        changes().changed.connect(self._fit)

    def _fit(self) -> None:
        super()._fit()
        # Called by the panel before there are buttons.
        if hasattr(self, "_row"):
            self._row.setSpacing(px(SPACE[1]))
