"""PortAudio's table as rows, also where a driver's name is no text."""

import json

import pytest

from app.capture.devices import Device, Found, Source, table


class OddLibrary:
    """As much of sounddevice as the table asks for; its second device has a name that is not UTF-8."""

    def __init__(self):
        self.asked = []

    @staticmethod
    def query_hostapis():
        return (
            {"name": "ALSA", "devices": [0, 2], "default_input_device": 2},
            {"name": "OSS", "devices": [1], "default_input_device": -1},
        )

    def query_devices(self, index):
        if index == 2:
            b"Ger\xe4t".decode()
        return {
            "name": ("Speaker", "Microphone")[index],
            "max_input_channels": index,
            "default_samplerate": 44_099.99,
        }

    class _lib:  # noqa: N801 - sounddevice's name
        @staticmethod
        def Pa_GetDeviceInfo(index):
            class Info:
                name = b"Ger\xe4t"
                maxInputChannels = 2  # noqa: N815 - PortAudio's name
                defaultSampleRate = 48_000.0  # noqa: N815 - PortAudio's name

            return Info

    class _ffi:  # noqa: N801 - sounddevice's name
        @staticmethod
        def string(name):
            return name


def test_one_odd_name_does_not_cost_the_list_and_outputs_are_not_in_it():
    assert table(OddLibrary()) == (
        Device(1, "Microphone", "OSS", 1, 44_100),
        Device(2, "Ger\ufffdt", "ALSA", 2, 48_000, is_default=True),
    )


def test_what_was_found_survives_the_way_to_another_process():
    found = Found((Device(-1, "Müh\udc80", "ALSA", 1, 48_000),), (Source("a", "ä", 2, 96_000, True),), "PipeWire")
    assert Found.from_json(json.loads(json.dumps(found.as_json()))) == found
    assert Found.from_json(json.loads(json.dumps(Found().as_json()))) == Found()


@pytest.mark.parametrize(
    "row", [{}, {"devices": [{}], "sources": None, "server": ""}, {"devices": 3, "sources": []}]
)
def test_anything_else_is_refused(row):
    with pytest.raises((KeyError, TypeError)):
        Found.from_json(row)
