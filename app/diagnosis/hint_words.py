"""Hints in full sentences: what speaks for each, and which part to look at, by the type of machine."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.diagnosis.beats import Beat
from app.diagnosis.kinematics import Turning
from app.domain import words
from app.domain.machine import MachineType
from app.domain.verdict import ExcessRange
from app.domain.why import Cause, Hint, Marker

_FAN = {
    Cause.UNBALANCE: "balance, fixings and mounts",
    Cause.BLADE: "the impeller for a damaged or dirty blade",
    Cause.BEARING_LIKE: "bearings, blade edges and anything that rubs",
    Cause.FLOW_NOISE: "filters, ducts and the housing for dirt, leaks and blockage",
    Cause.OPERATION: "speed, load and damper",
}
_PARTS = {
    MachineType.FAN: _FAN,
    MachineType.PUMP: {
        **_FAN,
        Cause.BLADE: "the impeller for damage, wear and blockage",
        Cause.BEARING_LIKE: "bearings, coupling and seals",
        Cause.FLOW_NOISE: "the suction side and valves for air, blockage and cavitation",
        Cause.OPERATION: "speed, load and valves",
    },
    MachineType.SLIDER: {
        **_FAN,
        Cause.UNBALANCE: "drive, fixings and mounts",
        Cause.BLADE: "the drive and everything that turns with it",
        Cause.BEARING_LIKE: "guides, bearings and anything that rubs",
        Cause.FLOW_NOISE: "covers, hoses and anything loose",
        Cause.OPERATION: "speed, load and stroke",
    },
    MachineType.OTHER: {
        **_FAN,
        Cause.BLADE: "everything with blades for damage and dirt",
        Cause.BEARING_LIKE: "bearings, edges and anything that rubs",
        Cause.FLOW_NOISE: "the housing for leaks, dirt and loose parts",
        Cause.OPERATION: "speed and load",
    },
}
_MULTIPLES = {2: "2nd", 3: "3rd"}


@dataclass(frozen=True, slots=True)
class Known:
    """What a sentence may name. `rpm` and `blades` are as they were noted."""

    turning: Turning
    quieter_db: float
    pitch: float | None
    beat: Beat | None
    machine_type: MachineType
    rpm: float | None
    blades: int | None


def hint(cause: Cause, one: ExcessRange | None, known: Known) -> Hint:
    """The hint, with `one` the range that spoke for it first; None where something else did."""
    makers = {
        Cause.UNBALANCE: _unbalance,
        Cause.BLADE: _blade,
        Cause.BEARING_LIKE: _bearing,
        Cause.FLOW_NOISE: _flow,
        Cause.OPERATION: _operation,
    }
    return Hint(cause, makers[cause](one, known), f"Check {_PARTS[known.machine_type][cause]}.")


def _unbalance(one: ExcessRange | None, known: Known) -> str:
    lines = known.turning.on_shaft
    if lines:
        speed = f"{_rpm(known)} = {words.number(known.turning.shaft_hz, 1)} Hz"
        return f"The excess sits on the shaft’s {_orders(lines, 'speed')} ({speed})."
    if known.turning.shaft_hz is not None:
        return f"The rise{_at(one)} goes with the turns of the shaft ({_rpm(known)})."
    return f"The rise{_at(one)} lies low, where shaking parts are heard. {_more(known)}"


def _blade(one: ExcessRange | None, known: Known) -> str:
    turning = known.turning
    if turning.on_blades:
        hz = words.frequency_khz(turning.shaft_hz * (known.blades or 1)) if turning.shaft_hz else words.UNKNOWN
        passing = f"{known.blades} × {_rpm(known)} = {hz}"
        return f"The excess sits on the {_orders(turning.on_blades, 'blade pass')} ({passing})."
    if not turning.one_blade and known.beat is not None and known.beat.turns == 1.0:
        return "The sound above 1 kHz swells once in every turn of the shaft, as air does at one damaged blade."
    if turning.shaft_hz is not None:
        return "Lines one shaft turn apart have grown around the blade pass: one blade sounds unlike the others."
    return f"The rise{_at(one)} lies where blades and what they excite are heard. {_more(known)}"


def _bearing(one: ExcessRange | None, known: Known) -> str:
    beat = known.beat
    if beat is not None and beat.strikes:
        turns = words.number(beat.turns, 1)
        return (
            f"Above 1 kHz it strikes {words.number(beat.hz)} times a second, "
            f"{turns} times a turn: no multiple of the shaft."
        )
    if beat is not None and beat.turns is not None:
        times = "with every turn" if beat.turns == 1.0 else f"{words.number(beat.turns)} times a turn"
        return f"The rise{_at(one)} lies high and swells {times} of the shaft."
    if known.turning.shaft_hz is not None:
        return f"The rise{_at(one)} lies high and sits on no line of shaft or blades."
    beats = f" and swells {words.number(beat.hz)} times a second" if beat is not None else ""
    return f"The rise{_at(one)} lies high{beats}, where bearings and rubbing parts are heard. {_more(known)}"


def _flow(one: ExcessRange | None, known: Known) -> str:
    rest = "" if known.turning.shaft_hz is not None else f" {_more(known)}"
    return f"The rise{_at(one)} is broad and no tone, as flow makes it.{rest}"


def _operation(one: ExcessRange | None, known: Known) -> str:
    if known.pitch is not None:
        share = words.number(abs(known.pitch - 1.0) * 100.0)
        return f"All tones lie {share} % {'higher' if known.pitch > 1.0 else 'lower'} than when healthy."
    much = f"{words.number(known.quieter_db)} dB " if one is None else ""
    return f"The take is {much}quieter than healthy{_at(one)}: slower, with less load, or a part stands still."


def _more(known: Known) -> str:
    """What would let more be said."""
    bladed = known.machine_type in (MachineType.FAN, MachineType.PUMP)
    missing = ["rpm"] if known.rpm is None else []
    if known.blades is None and bladed:
        missing.append("the blade count")
    if not missing:
        return "The shaft’s own lines could not be found in it."
    return f"With {' and '.join(missing)} noted it could say more."


def _at(one: ExcessRange | None) -> str:
    return f" at {words.range_khz(one.low_hz, one.high_hz)}" if one is not None else ""


def _rpm(known: Known) -> str:
    """The speed as it was heard."""
    shaft_hz = known.turning.shaft_hz
    return f"{words.number(shaft_hz * 60.0 if shaft_hz is not None else known.rpm)} rpm"


def _orders(lines: Sequence[Marker], name: str) -> str:
    """ "blade pass", "blade pass and its 2nd and 3rd multiple", "2nd and 4th multiple of …"."""
    orders = sorted(marker.order for marker in lines)
    above = [_nth(order) for order in orders if order > 1]
    listed = " and ".join([", ".join(above[:-1]), above[-1]] if len(above) > 1 else above)
    many = "multiples" if len(above) > 1 else "multiple"
    if orders[0] == 1:
        return f"{name} and its {listed} {many}" if above else name
    return f"{name}’s {listed} {many}" if name != "speed" else f"{listed} {many}"


def _nth(order: int) -> str:
    return _MULTIPLES.get(order, f"{order}th")
