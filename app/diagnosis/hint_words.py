"""Hints in full sentences: what speaks for each, and which part to look at, by the type of machine."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.diagnosis.beats import Beat
from app.diagnosis.kinematics import Turning
from app.domain import words
from app.domain.machine import MachineType
from app.domain.verdict import ExcessRange
from app.domain.why import Cause, Hint, Marker
from app.language import later, say

_FAN = {
    Cause.UNBALANCE: later("balance, fixings and mounts"),
    Cause.BLADE: later("the impeller for a damaged or dirty blade"),
    Cause.BEARING_LIKE: later("bearings, blade edges and anything that rubs"),
    Cause.FLOW_NOISE: later("filters, ducts and the housing for dirt, leaks and blockage"),
    Cause.OPERATION: later("speed, load and damper"),
}
_PARTS = {
    MachineType.FAN: _FAN,
    MachineType.PUMP: {
        **_FAN,
        Cause.BLADE: later("the impeller for damage, wear and blockage"),
        Cause.BEARING_LIKE: later("bearings, coupling and seals"),
        Cause.FLOW_NOISE: later("the suction side and valves for air, blockage and cavitation"),
        Cause.OPERATION: later("speed, load and valves"),
    },
    MachineType.SLIDER: {
        **_FAN,
        Cause.UNBALANCE: later("drive, fixings and mounts"),
        Cause.BLADE: later("the drive and everything that turns with it"),
        Cause.BEARING_LIKE: later("guides, bearings and anything that rubs"),
        Cause.FLOW_NOISE: later("covers, hoses and anything loose"),
        Cause.OPERATION: later("speed, load and stroke"),
    },
    MachineType.OTHER: {
        **_FAN,
        Cause.BLADE: later("everything with blades for damage and dirt"),
        Cause.BEARING_LIKE: later("bearings, edges and anything that rubs"),
        Cause.FLOW_NOISE: later("the housing for leaks, dirt and loose parts"),
        Cause.OPERATION: later("speed and load"),
    },
}
_MULTIPLES = (
    later("{a_words} multiple"),
    later("{a_words} and {b_words} multiples"),
    later("{a_words}, {b_words} and {c_words} multiples"),
    later("{a_words}, {b_words}, {c_words} and {d_words} multiples"),
    later("{a_words}, {b_words}, {c_words}, {d_words} and {e_words} multiples"),
    later("{a_words}, {b_words}, {c_words}, {d_words}, {e_words} and {f_words} multiples"),
    later("{a_words}, {b_words}, {c_words}, {d_words}, {e_words}, {f_words} and {g_words} multiples"),
)
_NTH = (later("2nd"), later("3rd"), later("4th"), later("5th"), later("6th"), later("7th"), later("8th"))


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
    check = say("Check {part_words}.", part_words=_PARTS[known.machine_type][cause])
    return Hint(cause, makers[cause](one, known), check)


def _unbalance(one: ExcessRange | None, known: Known) -> str:
    lines = known.turning.on_shaft
    if lines:
        once, above = _orders(lines)
        if not above:
            told = later("The excess sits on the shaft’s speed ({rpm} rpm = {hz} Hz).")
        elif once:
            told = later("The excess sits on the shaft’s speed and its {multiples_words} ({rpm} rpm = {hz} Hz).")
        else:
            told = later("The excess sits on the shaft’s {multiples_words} ({rpm} rpm = {hz} Hz).")
        hz = words.kept_number(known.turning.shaft_hz, 1)
        return say(told, multiples_words=above, rpm=_rpm(known), hz=hz)
    if known.turning.shaft_hz is not None:
        told = later("{rise_words} goes with the turns of the shaft ({rpm} rpm).")
        return say(told, rise_words=_rise(one), rpm=_rpm(known))
    told = later("{rise_words} lies low, where shaking parts are heard. {more_words}")
    return say(told, rise_words=_rise(one), more_words=_more(known))


def _blade(one: ExcessRange | None, known: Known) -> str:
    turning = known.turning
    if turning.on_blades:
        return _on_blades(known)
    if not turning.one_blade and known.beat is not None and known.beat.turns == 1.0:
        return later(
            "The sound above 1 kHz swells once in every turn of the shaft, as air does at one damaged blade."
        )
    if turning.shaft_hz is not None:
        return later(
            "Lines one shaft turn apart have grown around the blade pass: one blade sounds unlike the others."
        )
    told = later("{rise_words} lies where blades and what they excite are heard. {more_words}")
    return say(told, rise_words=_rise(one), more_words=_more(known))


def _on_blades(known: Known) -> str:
    once, above = _orders(known.turning.on_blades)
    if not above:
        told = later("The excess sits on the blade pass ({blades} × {rpm} rpm = {frequency}).")
    elif once:
        told = later(
            "The excess sits on the blade pass and its {multiples_words} ({blades} × {rpm} rpm = {frequency})."
        )
    else:
        told = later("The excess sits on the blade pass’s {multiples_words} ({blades} × {rpm} rpm = {frequency}).")
    shaft_hz = known.turning.shaft_hz
    frequency = words.frequency_khz(shaft_hz * (known.blades or 1)) if shaft_hz else words.UNKNOWN
    return say(told, multiples_words=above, blades=known.blades, rpm=_rpm(known), frequency=frequency)


def _bearing(one: ExcessRange | None, known: Known) -> str:
    beat = known.beat
    if beat is not None and beat.strikes:
        told = later("Above 1 kHz it strikes {hz} times a second, {turns} times a turn: no multiple of the shaft.")
        return say(told, hz=words.kept_number(beat.hz), turns=words.kept_number(beat.turns, 1))
    rise = _rise(one)
    if beat is not None and beat.turns == 1.0:
        return say("{rise_words} lies high and swells with every turn of the shaft.", rise_words=rise)
    if beat is not None and beat.turns is not None:
        told = later("{rise_words} lies high and swells {turns} times a turn of the shaft.")
        return say(told, rise_words=rise, turns=words.kept_number(beat.turns))
    if known.turning.shaft_hz is not None:
        return say("{rise_words} lies high and sits on no line of shaft or blades.", rise_words=rise)
    if beat is None:
        told = later("{rise_words} lies high, where bearings and rubbing parts are heard. {more_words}")
        return say(told, rise_words=rise, more_words=_more(known))
    told = later(
        "{rise_words} lies high and swells {hz} times a second, where bearings and rubbing parts are heard. "
        "{more_words}"
    )
    return say(told, rise_words=rise, hz=words.kept_number(beat.hz), more_words=_more(known))


def _flow(one: ExcessRange | None, known: Known) -> str:
    if known.turning.shaft_hz is not None:
        return say("{rise_words} is broad and no tone, as flow makes it.", rise_words=_rise(one))
    told = later("{rise_words} is broad and no tone, as flow makes it. {more_words}")
    return say(told, rise_words=_rise(one), more_words=_more(known))


def _operation(one: ExcessRange | None, known: Known) -> str:
    if known.pitch is not None:
        share = words.kept_number(abs(known.pitch - 1.0) * 100.0)
        if known.pitch > 1.0:
            return say("All tones lie {share} % higher than when healthy.", share=share)
        return say("All tones lie {share} % lower than when healthy.", share=share)
    if one is None:
        told = later("The take is {db} dB quieter than healthy: slower, with less load, or a part stands still.")
        return say(told, db=words.kept_number(known.quieter_db))
    told = later("The take is quieter than healthy at {range}: slower, with less load, or a part stands still.")
    return say(told, range=words.range_khz(one.low_hz, one.high_hz))


def _more(known: Known) -> str:
    """What would let more be said."""
    bladed = known.machine_type in (MachineType.FAN, MachineType.PUMP)
    no_blades = known.blades is None and bladed
    if known.rpm is None:
        if no_blades:
            return later("With rpm and the blade count noted it could say more.")
        return later("With rpm noted it could say more.")
    if no_blades:
        return later("With the blade count noted it could say more.")
    return later("The shaft’s own lines could not be found in it.")


def _rise(one: ExcessRange | None) -> str:
    if one is None:
        return later("The rise")
    return say("The rise at {range}", range=words.range_khz(one.low_hz, one.high_hz))


def _rpm(known: Known) -> str:
    """The speed as it was heard, without its unit."""
    shaft_hz = known.turning.shaft_hz
    return words.kept_number(shaft_hz * 60.0 if shaft_hz is not None else known.rpm)


def _orders(lines: Sequence[Marker]) -> tuple[bool, str]:
    """Whether the first order is among them, and what the others are: "2nd and 3rd multiples", "" for none."""
    orders = sorted(marker.order for marker in lines)
    above = [_NTH[order - 2] for order in orders if order > 1]
    if not above:
        return True, ""
    named = {f"{letter}_words": nth for letter, nth in zip("abcdefg", above, strict=False)}
    return orders[0] == 1, say(_MULTIPLES[len(above) - 1], **named)
