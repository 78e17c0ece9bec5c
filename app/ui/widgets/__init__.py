"""Small widgets that pages are built of; each is dressed from the tokens and knows nothing of jobs or files."""

from app.ui.widgets.announce import announce
from app.ui.widgets.banner import Banner
from app.ui.widgets.big_button import BigButton
from app.ui.widgets.buttons import Button, FilledButton, IconButton, Look, PlainButton, QuietButton
from app.ui.widgets.drop_field import DropField, dropped_paths
from app.ui.widgets.frame import PanelFrame
from app.ui.widgets.gauge import ScoreGauge
from app.ui.widgets.history_panel import HistoryPanel
from app.ui.widgets.machine_list import MachineList
from app.ui.widgets.progress_line import ProgressLine
from app.ui.widgets.quality_panel import QualityPanel
from app.ui.widgets.rail import Rail, RailItem
from app.ui.widgets.segmented import SegmentedControl
from app.ui.widgets.select import Select
from app.ui.widgets.small import Chip, KeyCap, Rule
from app.ui.widgets.step_card import Step, StepCard
from app.ui.widgets.text import Text
from app.ui.widgets.top_bar import TopBar
from app.ui.widgets.undo_bar import UndoBar
from app.ui.widgets.verdict_band import VerdictBand

__all__ = [
    "Banner",
    "BigButton",
    "Button",
    "Chip",
    "DropField",
    "FilledButton",
    "HistoryPanel",
    "IconButton",
    "KeyCap",
    "Look",
    "MachineList",
    "PanelFrame",
    "PlainButton",
    "ProgressLine",
    "QualityPanel",
    "QuietButton",
    "Rail",
    "RailItem",
    "Rule",
    "ScoreGauge",
    "SegmentedControl",
    "Select",
    "Step",
    "StepCard",
    "Text",
    "TopBar",
    "UndoBar",
    "VerdictBand",
    "announce",
    "dropped_paths",
]
