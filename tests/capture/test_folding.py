"""However Windows mixes and cuts its rows: every microphone is there once, and the default is known."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.capture.devices import Device
from app.capture.folding import folded
from tests.capture.device_tables import DIRECT, KS, MME, WASAPI

NAMES = st.lists(
    st.text("abmÄöü ()-®", min_size=1, max_size=50).map(lambda name: " ".join(name.split())).filter(bool),
    min_size=1,
    max_size=5,
)
HOSTS = st.sets(st.sampled_from([MME, DIRECT, WASAPI]), min_size=1)
DOORS = {MME: "Microsoft Sound Mapper - Input", DIRECT: "Primary Sound Capture Driver"}
OUTPUT = "Stereo Mix (Realtek High Definition Audio)"


def windows_table(draw, names, hosts, default):
    """The rows of a system with these microphones and a loopback, each host API in an order of its own."""
    devices = []
    for host in [MME, DIRECT, WASAPI]:
        if host not in hosts:
            continue
        if host in DOORS:
            devices.append(Device(len(devices), DOORS[host], host, 2, 44_100, draw(st.booleans())))
        for name, which in draw(st.permutations([(OUTPUT, -1), *((name, at) for at, name in enumerate(names))])):
            shown = name[:31] if host == MME else name
            devices.append(Device(len(devices), shown, host, 2, 48_000, which == default))
    return devices


@given(st.data(), NAMES, HOSTS)
def test_every_microphone_is_shown_once(data, names, hosts):
    default = data.draw(st.integers(0, len(names) - 1))
    inputs = folded(windows_table(data.draw, names, hosts, default))
    full = sorted(names) if hosts != {MME} else sorted(name[:31].strip() for name in names)
    assert sorted(each.name for each in inputs) == [" ".join(name.split()) for name in full]
    marked = [each for each in inputs if each.is_default]
    assert len(marked) == 1
    wanted = names[default] if hosts != {MME} else names[default][:31].strip()
    assert marked[0].name == wanted


@given(st.data(), NAMES)
def test_the_best_host_api_opens_it(data, names):
    inputs = folded(windows_table(data.draw, names, {MME, DIRECT, WASAPI}, 0))
    assert {each.rows[0].host for each in inputs} == {WASAPI}
    assert all(len(each.rows) == 3 for each in inputs)


@given(
    st.lists(
        st.builds(
            Device,
            st.integers(0, 50),
            st.text("MicrophonA (rr)-", min_size=1, max_size=45),
            st.sampled_from([MME, DIRECT, WASAPI, KS, "Core Audio", "OSS"]),
            st.integers(1, 4),
            st.just(48_000),
            st.booleans(),
        ),
        min_size=1,
        max_size=10,
        unique_by=lambda device: device.index,
    )
)
def test_no_row_is_in_two_and_the_only_microphone_is_never_lost(devices):
    inputs = folded(devices)
    used = [row for each in inputs for row in each.rows]
    assert len(used) == len(set(used))
    assert inputs
    for host in {device.host for device in devices} - {KS, DIRECT}:
        assert {row for row in devices if row.host == host} <= set(used)
    assert sum(each.is_default for each in inputs) <= 1


def test_a_cut_name_belongs_to_the_longer_one_of_each_pair():
    devices = [
        Device(0, "Microphone (Behringer UMC 404HD ", MME, 2, 44_100),
        Device(1, "Microphone (Behringer UMC 404HD ", MME, 2, 44_100),
        Device(2, "Microphone (Behringer UMC 404HD 192k left)", WASAPI, 2, 48_000),
        Device(3, "Microphone (Behringer UMC 404HD 192k right)", WASAPI, 2, 48_000, True),
    ]
    left, right = folded(devices)
    assert (left.name, right.name) == (devices[2].name, devices[3].name)
    assert right.is_default and not left.is_default


def test_a_name_that_is_short_by_itself_is_no_twin():
    devices = [
        Device(0, "Microphone", MME, 2, 44_100),
        Device(1, "Microphone Array (Realtek)", WASAPI, 2, 48_000),
    ]
    assert [each.name for each in folded(devices)] == ["Microphone Array (Realtek)", "Microphone"]


@pytest.mark.parametrize(
    "whole", ["Kopfhörermikrofon (Gerät für Späße)", "Microphone (Behringer UMC 404Hörnchen)"]
)
def test_letters_that_the_code_page_broke_in_the_middle_are_still_a_twin(whole):
    broken = whole.encode()[:31].decode("cp1252")
    (one,) = folded([Device(0, broken, MME, 1, 44_100), Device(1, whole, WASAPI, 1, 48_000)])
    assert one.name == whole
