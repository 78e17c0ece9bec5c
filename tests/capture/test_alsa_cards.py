"""The kernel's list of sound cards: who is there although PortAudio can't open it."""

from app.capture.alsa_cards import told, with_those_in_use
from app.capture.devices import Device

CARDS = """ 0 [PCH            ]: HDA-Intel - HDA Intel PCH
                      HDA Intel PCH at 0xf7230000 irq 17
 1 [Device         ]: USB-Audio - USB PnP Sound Device
                      C-Media Electronics Inc. USB PnP Sound Device at usb-0000:00:14.0-2, full speed
"""
PCM = """00-00: ALC269VC Analog : ALC269VC Analog : playback 1 : capture 1
00-03: HDMI 0 : HDMI 0 : playback 1
01-00: USB Audio : USB Audio : capture 1
"""
BUILT_IN = Device(0, "HDA Intel PCH: ALC269VC Analog (hw:0,0)", "ALSA", 2, 44_100)
USB = Device(1, "USB PnP Sound Device: USB Audio (hw:1,0)", "ALSA", 1, 48_000)
DOOR = Device(2, "default", "ALSA", 32, 44_100, True)


def proc(folder, cards=CARDS, pcm=PCM):
    (folder / "cards").write_text(cards, encoding="utf-8")
    (folder / "pcm").write_text(pcm, encoding="utf-8")
    return folder


def test_a_card_that_somebody_records_from_is_there_as_it_was_known(tmp_path):
    folder = proc(tmp_path)
    assert with_those_in_use([BUILT_IN, USB, DOOR], [], folder) == (BUILT_IN, USB, DOOR)
    before = Device(1, USB.name, "ALSA", 2, 96_000)
    held = with_those_in_use([BUILT_IN, DOOR], [BUILT_IN, before], folder)
    assert held == (BUILT_IN, DOOR, Device(-1, USB.name, "ALSA", 2, 96_000))


def test_a_card_that_was_never_seen_free_has_the_name_it_will_have(tmp_path):
    (only,) = with_those_in_use([BUILT_IN], [], proc(tmp_path))[1:]
    assert (only.index, only.name) == (-1, USB.name)


def test_a_card_that_was_unplugged_is_gone(tmp_path):
    unplugged = proc(tmp_path, pcm=PCM.splitlines()[0] + "\n")
    assert with_those_in_use([BUILT_IN], [BUILT_IN, USB], unplugged) == (BUILT_IN,)


def test_a_system_without_alsa_adds_nothing(tmp_path):
    assert with_those_in_use([DOOR], [USB], tmp_path / "none") == (DOOR,)
    assert told(tmp_path / "none") == ""


def test_what_is_not_as_expected_is_passed_over(tmp_path):
    odd = proc(
        tmp_path,
        cards="--- no soundcards ---\n",
        pcm="rubbish\n07-01: X : Y : capture 1\nx-y: a : b : capture 1\n",
    )
    assert [device.name for device in with_those_in_use([], [], odd)] == ["Sound card: Y (hw:7,1)"]
