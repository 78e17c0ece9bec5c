"""What stands where in the simulated plant: areas and their machines, by names that a plant would give them."""

from dataclasses import dataclass

from app.domain.machine import MachineType

_FAN, _PUMP, _SLIDER, _OTHER = MachineType.FAN, MachineType.PUMP, MachineType.SLIDER, MachineType.OTHER


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of machine; `prefix` is how its code begins, `rpm` how fast such machines turn."""

    name: str
    type: MachineType
    prefix: str
    rpm: tuple[float, ...]
    blades: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Site:
    """A plant; `code` begins the code of each of its machines, `recorder` is the microphone its people carry."""

    name: str
    code: str
    recorder: str
    people: tuple[str, ...]


SITES = (
    Site("Northgate Mill", "NG", "UMIK-1", ("M. Okafor", "J. Lindqvist", "A. Becker", "S. Novak")),
    Site("Harbour Works", "HW", "NT-USB Mini", ("T. Haugen", "L. Moreau", "P. Sokolov")),
    Site("Lindenau Plant", "LP", "USB Audio CODEC", ("K. Yıldız", "E. Jansen", "R. O’Neill")),
)

_SLOW = (735.0, 965.0, 985.0)
_USUAL = (1460.0, 1475.0, 1480.0, 1485.0)
_FAST = (2920.0, 2940.0, 2965.0)
_WHEEL = (6, 7, 8, 9, 11, 12)

AREAS: dict[str, tuple[Kind, ...]] = {
    "Hall A": (
        Kind("Supply fan hall A", _FAN, "SF", _USUAL, _WHEEL),
        Kind("Exhaust fan hall A", _FAN, "EF", _SLOW, _WHEEL),
        Kind("Press A transfer slide", _SLIDER, "TS", (60.0, 75.0)),
        Kind("Hydraulic unit press A", _OTHER, "HY", _USUAL),
        Kind("Coolant pump line A", _PUMP, "CP", _FAST, (5, 6)),
    ),
    "Hall B": (
        Kind("Supply fan hall B", _FAN, "SF", _USUAL, _WHEEL),
        Kind("Exhaust fan hall B", _FAN, "EF", _SLOW, _WHEEL),
        Kind("Gantry axis hall B", _SLIDER, "GX", (90.0, 120.0)),
        Kind("Conveyor drive hall B", _OTHER, "CD", _USUAL),
        Kind("Coolant pump line B", _PUMP, "CP", _FAST, (5, 6)),
    ),
    "Boiler house": (
        Kind("Forced draught fan", _FAN, "FD", _USUAL, _WHEEL),
        Kind("Induced draught fan", _FAN, "ID", _SLOW, _WHEEL),
        Kind("Feedwater pump", _PUMP, "FP", _FAST, (6, 7)),
        Kind("Condensate pump", _PUMP, "KP", _USUAL, (5, 6)),
        Kind("Burner fan", _FAN, "BF", _FAST, _WHEEL),
    ),
    "Roof": (
        Kind("Cooling tower fan", _FAN, "CT", _SLOW, (5, 6, 8)),
        Kind("Roof exhaust fan", _FAN, "RE", _USUAL, _WHEEL),
        Kind("Air handling unit supply fan", _FAN, "AS", _USUAL, _WHEEL),
        Kind("Air handling unit return fan", _FAN, "AR", _USUAL, _WHEEL),
        Kind("Smoke extraction fan", _FAN, "SX", _FAST, _WHEEL),
    ),
    "Pump room": (
        Kind("Process water pump", _PUMP, "PW", _USUAL, (5, 6, 7)),
        Kind("Chilled water pump", _PUMP, "CW", _USUAL, (5, 6, 7)),
        Kind("Booster pump", _PUMP, "BP", _FAST, (6, 7)),
        Kind("Pump room vent fan", _FAN, "VF", _USUAL, _WHEEL),
        Kind("Sump pump", _PUMP, "SP", _USUAL, (2, 3)),
    ),
    "Packaging": (
        Kind("Palletiser lift axis", _SLIDER, "PX", (60.0, 90.0)),
        Kind("Carton pusher slide", _SLIDER, "CS", (75.0, 110.0)),
        Kind("Shrink tunnel fan", _FAN, "ST", _FAST, _WHEEL),
        Kind("Vacuum blower packaging", _OTHER, "VB", _FAST),
        Kind("Packaging conveyor drive", _OTHER, "KD", _USUAL),
    ),
    "Dust extraction": (
        Kind("Filter house main fan", _FAN, "FM", _USUAL, _WHEEL),
        Kind("Cyclone fan", _FAN, "CF", _USUAL, _WHEEL),
        Kind("Rotary valve drive", _OTHER, "RV", _USUAL),
        Kind("Dust transport blower", _FAN, "DB", _FAST, _WHEEL),
    ),
    "Water treatment": (
        Kind("Aeration blower", _FAN, "AB", _FAST, _WHEEL),
        Kind("Sludge pump", _PUMP, "SL", _SLOW, (3, 4)),
        Kind("Dosing pump", _PUMP, "DP", _USUAL, (4, 5)),
        Kind("Agitator gearbox", _OTHER, "AG", _USUAL),
    ),
    "Cold store": (
        Kind("Evaporator fan cold store", _FAN, "EV", _USUAL, (4, 5, 6)),
        Kind("Condenser fan", _FAN, "CO", _SLOW, (5, 6, 7)),
        Kind("Brine pump", _PUMP, "BR", _USUAL, (5, 6)),
        Kind("Screw compressor", _OTHER, "SC", _FAST),
    ),
    "Paint shop": (
        Kind("Spray booth supply fan", _FAN, "BS", _USUAL, _WHEEL),
        Kind("Spray booth exhaust fan", _FAN, "BE", _USUAL, _WHEEL),
        Kind("Drying oven circulation fan", _FAN, "OC", _USUAL, _WHEEL),
        Kind("Paint circulation pump", _PUMP, "PC", _USUAL, (4, 5)),
        Kind("Paint robot rail", _SLIDER, "RR", (80.0, 100.0)),
    ),
    "Loading bay": (
        Kind("Dock ventilation fan", _FAN, "DV", _USUAL, _WHEEL),
        Kind("Lift table hydraulics", _OTHER, "LT", _USUAL),
        Kind("Shuttle rail", _SLIDER, "SR", (70.0, 90.0)),
        Kind("Truck wash pump", _PUMP, "TW", _FAST, (6, 7)),
    ),
    "Workshop": (
        Kind("Welding fume fan", _FAN, "WF", _FAST, _WHEEL),
        Kind("Lathe coolant pump", _PUMP, "LC", _FAST, (5, 6)),
        Kind("Machining centre X axis", _SLIDER, "MX", (100.0, 140.0)),
        Kind("Workshop compressor", _OTHER, "WC", _USUAL),
    ),
}

POINTS: dict[MachineType, tuple[str, ...]] = {
    _FAN: ("Inlet side, 0.5 m", "Drive-side bearing", "Fan-side bearing", "Motor end"),
    _PUMP: ("Pump casing, 0.3 m", "Coupling side", "Motor end"),
    _SLIDER: ("Rail middle, 0.4 m", "Drive end"),
    _OTHER: ("Drive side, 0.5 m", "Gearbox", "Motor end"),
}

CONDITIONS: dict[MachineType, tuple[str, str]] = {
    _FAN: ("Full speed", "Night setback"),
    _PUMP: ("Duty point", "Bypass open"),
    _SLIDER: ("Production cycle", "Slow jog"),
    _OTHER: ("Under load", "Idling"),
}

PLACEMENTS = (
    "Hold the microphone at shaft height, {cm} cm from the housing, pointing at the bearing.",
    "Stand at the yellow mark; microphone {cm} cm away, never in the air stream.",
    "On the magnet foot beside the name plate, cable to the left.",
    "{cm} cm from the casing, on the side away from the motor. Close the hall door first.",
)

MACHINE_NOTES = (
    "Belt: 2 × XPA 1250, changed every 18 months.",
    "Runs on the frequency converter from 6:00 to 22:00, else at half speed.",
    "Bearings: 6312 C3 drive side, NU 312 fan side. Grease every 2,000 h.",
    "Hearing protection needed. Key for the cage at the shift office.",
    "Starts by itself: lock out before you reach in.",
    "Spare rotor in store 4, shelf C.",
    "Mechanical seal changed at each yearly stop.",
    "Damper position changes with the outside temperature.",
)

MOUNTED_MICROPHONES = ("Wall microphone 1", "Wall microphone 2", "Wall microphone 3")
