"""The form in which a machine is described, new or known: a page like the others, so nothing blocks."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from app.domain.machine import Machine, MachineType, MachineVersion
from app.language import later, tr
from app.look.tokens import CAPTION, SPACE
from app.ui.pages.form.draft import DraftError, MachineDraft
from app.ui.pages.form.facts_panel import FactsPanel
from app.ui.pages.form.foot import FormFoot
from app.ui.pages.form.photo_panel import PhotoPanel
from app.ui.pages.form.plan_panel import PlanPanel
from app.ui.pages.form.points import PointsEditor
from app.ui.pages.form.versions_panel import VersionsPanel
from app.ui.pages.snug import ACROSS, DOWN, ScrollPage, SnugBox, SnugPanel
from app.ui.theme import changes, px, touch
from app.ui.widgets import Text, TopBar, announce

_WIDEST, _NARROW, _TOUCH_NARROW = 1180, 860, 1040
_SAME_PLACE = later("Only takes from the same point in the same condition can be compared.")


class MachineForm(ScrollPage):
    """`save_wanted` gives the machine and whether it is new; the page stays until it is told that it was kept."""

    save_wanted = Signal(object, bool)
    cancel_wanted = Signal()
    restore_wanted = Signal(str)
    """The id of an earlier version."""
    throw_away_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._original: Machine | None = None
        self._edited = False
        self.bar = TopBar()
        self.facts = FactsPanel(self.content)
        self.points = PointsEditor(self.content)
        self.photo = PhotoPanel(self.content)
        self.plan = PlanPanel(self.content)
        self.versions = VersionsPanel(self.content)
        self.foot = FormFoot(self)
        self.name, self.type, self.save = self.facts.name, self.facts.type, self.foot.save
        self._fields = self.facts.fields | self.plan.fields
        self._build()
        self._connect()
        self._fit()

    def start(self, machine: Machine | None, *, keeps_versions: bool = True) -> None:
        """Describe a new machine, or change a known one."""
        draft = MachineDraft.of(machine) if machine else MachineDraft()
        self._original = machine
        title = tr("Change {machine}", machine=machine.name) if machine else tr("Add a machine")
        self.bar.show_title(title, tr("Name, type, site, code and points are printed on every report."))
        self.facts.show_draft(draft)
        self.plan.show_draft(draft)
        self.points.show_points(draft.points)
        self.photo.show_kept(draft.photo)
        self.photo.setVisible(keeps_versions)
        self.foot.show_known(machine is not None, keeps_versions=keeps_versions)
        self.open_versions(False)
        self.show_error("", "")
        self._set_edited(False)
        self.verticalScrollBar().setValue(0)
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def machine(self) -> Machine | None:
        """The known machine that is being changed."""
        return self._original

    def draft(self) -> MachineDraft:
        """What is typed now; a photo that is not kept yet is not in it."""
        return MachineDraft(
            self.name.text(),
            # Qt gives a word back where an enum went in.
            MachineType(self.type.currentData()),
            self.facts.site.text(),
            self.facts.code.text(),
            self.facts.blades.text(),
            self.points.points(),
            self._original,
            self.facts.area.text(),
            self.plan.chosen,
            self.plan.interval.text(),
            self.plan.notes.toPlainText(),
            self.photo.kept,
        )

    def show_judged(self, types: frozenset[MachineType]) -> None:
        """The types a model is installed for; of the others the form says that they can't be judged yet."""
        self.facts.show_judged(types)

    def show_versions(self, versions: Sequence[MachineVersion]) -> None:
        """How the machine was described before, newest first."""
        self.versions.show_versions(versions)

    def open_versions(self, opened: bool) -> None:
        """The earlier versions in place of photo and notes, or these again."""
        self.versions.setVisible(opened)
        self._told.setVisible(not opened)
        self.foot.versions.setChecked(opened)
        if opened:
            self.versions.list.setFocus(Qt.FocusReason.OtherFocusReason)
            self._centred.activate()
            self.ensureWidgetVisible(self.versions)

    def show_error(self, where: str, sentence: str) -> None:
        """Say what can't be kept, beside the buttons, and lead the cursor there."""
        self.foot.show_error(sentence)
        self._fit_foot()
        for key, field in self._fields.items():
            field.setProperty("bad", key == where)
            field.style().unpolish(field)
            field.style().polish(field)
            if key == where:
                field.setFocus(Qt.FocusReason.OtherFocusReason)
                self.ensureWidgetVisible(field)
        if sentence:
            announce(self, sentence, at_once=True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One column where there is no room for two; the foot keeps its place."""
        super().resizeEvent(event)
        self._arrange()

    def _save(self) -> None:
        try:
            machine = self.draft().machine()
        except DraftError as error:
            self.show_error(error.field, str(error))
            return
        self.show_error("", "")
        self.save_wanted.emit(machine, self._original is None)

    def _set_edited(self, edited: bool) -> None:
        self._edited = edited
        self.versions.set_unsaved(edited)

    def _connect(self) -> None:
        for panel in (self.facts, self.plan):
            panel.entered.connect(self._save)
        for part in (self.facts, self.plan, self.photo, self.points):
            part.edited.connect(lambda: self._set_edited(True))
        self.foot.save_wanted.connect(self._save)
        self.foot.cancel_wanted.connect(self.cancel_wanted)
        self.foot.versions_wanted.connect(lambda: self.open_versions(self.versions.isHidden()))
        self.foot.throw_away_wanted.connect(self.throw_away_wanted)
        self.versions.restore_wanted.connect(self.restore_wanted)
        self.versions.closed.connect(lambda: self.open_versions(False))
        changes().changed.connect(self._fit)

    def _build(self) -> None:
        where = SnugPanel(tr("Where and how it is listened to"), parent=self.content)
        where.body.addWidget(Text(tr(_SAME_PLACE), CAPTION, "text2", wrap=True))
        where.body.addWidget(self.points)
        main, side, self._told = QWidget(self.content), QWidget(self.content), QWidget(self.content)
        self._main, self._side, self._beside = SnugBox(DOWN, main), SnugBox(DOWN, side), SnugBox(DOWN, self._told)
        for part in (self.facts, where):
            self._main.addWidget(part)
        self._main.addStretch(1)
        for part in (self.photo, self.plan):
            self._beside.addWidget(part)
        self._beside.addStretch(1)
        self._side.addWidget(self._told, 1)
        self._side.addWidget(self.versions, 1)
        sheet = QWidget(self.content)
        self._columns = SnugBox(ACROSS, sheet)
        self._columns.addWidget(main, 4)
        self._columns.addWidget(side, 3)
        for layout in (self._main, self._side, self._beside, self._columns):
            layout.setContentsMargins(0, 0, 0, 0)
        self._sheet = sheet
        self._centred = SnugBox(ACROSS, self.content)
        self._centred.addWidget(sheet, 1)
        self._centred.addStretch(0)

    def _arrange(self) -> None:
        narrow = self.width() < px(_TOUCH_NARROW if touch() else _NARROW)
        self._columns.setDirection(DOWN if narrow else ACROSS)
        self.photo.set_roomy(narrow)
        self._fit_foot()

    def _fit_foot(self) -> None:
        wide = self.width()
        high = max(self.foot.minimumSizeHint().height(), self.foot.heightForWidth(wide))
        if self.viewportMargins().bottom() != high:
            self.setViewportMargins(0, 0, 0, high)
        self.foot.setGeometry(0, self.height() - high, wide, high)

    def _fit(self) -> None:
        gap, margin = px(SPACE[2]), px(SPACE[3])
        self._sheet.setMaximumWidth(px(_WIDEST))
        self._centred.setContentsMargins(margin, margin, margin, margin)
        for layout in (self._main, self._side, self._beside, self._columns):
            layout.setSpacing(gap)
        self._arrange()
