"""Every colour, size and spacing of Earshot, once. Nothing else names one.

Contrast: text colours are at least 5:1 on window, surface and sunken; lines marked strong at least 3:1.
"""

from dataclasses import dataclass

from app.domain.verdict import State


@dataclass(frozen=True, slots=True)
class StateColours:
    """One state's colours: `mark` small and bright, `fill` deep for large fields, `text` on panels,
    `tint` behind a whole tile or zone, `edge` around the mark, `on_fill` for text on the fill."""

    mark: str
    fill: str
    text: str
    tint: str
    edge: str
    on_fill: str


@dataclass(frozen=True, slots=True)
class Palette:
    """One theme's colours as #RRGGBB."""

    name: str
    window: str
    surface: str
    sunken: str
    line: str
    strong: str
    text: str
    text2: str
    text3: str
    accent: str
    accent_fill: str
    accent_tint: str
    on_accent: str
    trace: str
    baseline: str
    spread: str
    grid: str
    states: dict[State, StateColours]


LIGHT = Palette(
    name="light",
    window="#EEF0F2",
    surface="#FFFFFF",
    sunken="#F5F6F8",
    line="#D3D8DE",
    strong="#7D8792",
    text="#14181D",
    text2="#46505B",
    text3="#5B6570",
    accent="#1F56A8",
    accent_fill="#1F56A8",
    accent_tint="#E4ECF8",
    on_accent="#FFFFFF",
    trace="#14181D",
    baseline="#5B6570",
    spread="#DDE2E7",
    grid="#E6E9ED",
    states={
        State.HEALTHY: StateColours("#0A7355", "#0A7355", "#0A6B50", "#E2F1EC", "#0A7355", "#FFFFFF"),
        State.WATCH: StateColours("#FFBF2E", "#FFBF2E", "#734900", "#FFF3D3", "#7A4E00", "#14181D"),
        State.ABNORMAL: StateColours("#B3261E", "#B3261E", "#A51F18", "#FBE7E4", "#B3261E", "#FFFFFF"),
        State.CANNOT_TELL: StateColours("#58626D", "#58626D", "#46505B", "#E9ECEF", "#58626D", "#FFFFFF"),
        State.NO_BASELINE: StateColours("#58626D", "#58626D", "#46505B", "#E9ECEF", "#58626D", "#FFFFFF"),
    },
)

DARK = Palette(
    name="dark",
    window="#121518",
    surface="#1A1E22",
    sunken="#22272C",
    line="#353C44",
    strong="#7F8A95",
    text="#E9ECEF",
    text2="#B6BFC8",
    text3="#9AA5B0",
    accent="#86B6F6",
    accent_fill="#2E66B8",
    accent_tint="#20314A",
    on_accent="#FFFFFF",
    trace="#F4F6F8",
    baseline="#9AA5B0",
    spread="#39424B",
    grid="#2A3036",
    states={
        State.HEALTHY: StateColours("#43C59B", "#1B7B5E", "#5AD2AB", "#16302A", "#43C59B", "#FFFFFF"),
        State.WATCH: StateColours("#FFC53D", "#E0A92A", "#FFCB52", "#3A2F12", "#FFC53D", "#14181D"),
        State.ABNORMAL: StateColours("#FF7A66", "#B5382B", "#FF9280", "#33201E", "#FF7A66", "#FFFFFF"),
        State.CANNOT_TELL: StateColours("#A7B1BB", "#4A545F", "#B6BFC8", "#2B3138", "#A7B1BB", "#FFFFFF"),
        State.NO_BASELINE: StateColours("#A7B1BB", "#4A545F", "#B6BFC8", "#2B3138", "#A7B1BB", "#FFFFFF"),
    },
)

HIGH_CONTRAST = Palette(
    name="high contrast",
    window="#000000",
    surface="#000000",
    sunken="#000000",
    line="#FFFFFF",
    strong="#FFFFFF",
    text="#FFFFFF",
    text2="#FFFFFF",
    text3="#FFFFFF",
    accent="#7CC4FF",
    accent_fill="#7CC4FF",
    accent_tint="#000000",
    on_accent="#000000",
    trace="#FFFFFF",
    baseline="#FFFFFF",
    spread="#555555",
    grid="#333333",
    states={
        State.HEALTHY: StateColours("#3DF0B4", "#3DF0B4", "#3DF0B4", "#000000", "#3DF0B4", "#000000"),
        State.WATCH: StateColours("#FFD84A", "#FFD84A", "#FFD84A", "#000000", "#FFD84A", "#000000"),
        State.ABNORMAL: StateColours("#FF8A75", "#FF8A75", "#FF8A75", "#000000", "#FF8A75", "#000000"),
        State.CANNOT_TELL: StateColours("#FFFFFF", "#FFFFFF", "#FFFFFF", "#000000", "#FFFFFF", "#000000"),
        State.NO_BASELINE: StateColours("#FFFFFF", "#FFFFFF", "#FFFFFF", "#000000", "#FFFFFF", "#000000"),
    },
)

PALETTES = {palette.name: palette for palette in (LIGHT, DARK, HIGH_CONTRAST)}

SPACE = (4, 8, 12, 16, 24, 32)
"""The only distances there are, in px: panels 12 apart, page margin 16, panel padding 12."""

FONT_FAMILY = "Inter"


@dataclass(frozen=True, slots=True)
class TypeSize:
    """A text size and its line height in px, with its usual weight."""

    size: int
    line: int
    weight: int = 400


CAPTION = TypeSize(12, 16)
BODY = TypeSize(13, 18)
SECTION = TypeSize(15, 20, 600)
TITLE = TypeSize(20, 26, 600)
VERDICT = TypeSize(28, 34, 600)
COUNTDOWN = TypeSize(64, 72, 600)
"""The time that is left of a recording, and nothing else: it is read from an arm's length."""

TOUCH_TYPE = {
    CAPTION: TypeSize(14, 18),
    BODY: TypeSize(16, 22),
    SECTION: TypeSize(18, 24, 600),
    TITLE: TypeSize(24, 32, 600),
    VERDICT: TypeSize(34, 40, 600),
}
"""What the sizes become for gloves: larger, but still one screen of a 10-inch tablet."""

RADIUS = 4
RADIUS_SMALL = 2
CONTROL_HEIGHT = 32
MAIN_STEP_HEIGHT = 40
BIG_BUTTON_HEIGHT = 104
RAIL_WIDTH = 64
TOP_BAR_HEIGHT = 56
ICON = 16
ICON_STROKE = 1.75

TOUCH_LEAST = 48
"""Nothing that can be pressed with a glove is smaller than this, in px."""
TOUCH_CONTROL_HEIGHT = 56
TOUCH_MAIN_STEP_HEIGHT = 64
TOUCH_TOP_BAR_HEIGHT = 80
TOUCH_ICON = 24

FLOOR_DBFS = -80.0
CEILING_DBFS = -20.0
"""The spectrogram's default colour range."""

GAUGE_END = 2.5
"""The score gauge ends here; a greater score pins the pointer and prints the number."""
