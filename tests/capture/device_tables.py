"""What the systems of other people list, row by row: Windows with its four host APIs, macOS, Linux."""

from app.capture.devices import Device

MME, DIRECT, WASAPI, KS = "MME", "Windows DirectSound", "Windows WASAPI", "Windows WDM-KS"


def rows(*groups):
    """Rows numbered through; each is (host, name, channels, rate) and True where it is its host's default."""
    return tuple(Device(index, name, host, *rest) for index, (host, name, *rest) in enumerate(groups))


ENGLISH_LAPTOP = rows(
    (MME, "Microsoft Sound Mapper - Input", 2, 44_100),
    (MME, "Microphone Array (Realtek(R) Au", 4, 44_100, True),
    (MME, "Stereo Mix (Realtek(R) Audio)", 2, 44_100),
    (MME, "Microphone (USB measurement mic", 1, 44_100),
    (DIRECT, "Primary Sound Capture Driver", 2, 44_100, True),
    (DIRECT, "Microphone Array (Realtek(R) Audio)", 4, 44_100),
    (DIRECT, "Stereo Mix (Realtek(R) Audio)", 2, 44_100),
    (DIRECT, "Microphone (USB measurement microphone)", 1, 44_100),
    (WASAPI, "Microphone (USB measurement microphone)", 1, 96_000),
    (WASAPI, "Microphone Array (Realtek(R) Audio)", 4, 48_000, True),
    (WASAPI, "Stereo Mix (Realtek(R) Audio)", 2, 48_000),
    (WASAPI, "Speakers (Realtek(R) Audio) [Loopback]", 2, 48_000),
    (KS, "Stereo Mix (Realtek HD Audio Stereo input)", 2, 48_000, True),
    (KS, "Microphone Array 1 (Realtek HD Audio Mic input with SST)", 2, 48_000),
    (KS, "Microphone Array 2 (Realtek HD Audio Mic input with SST)", 4, 16_000),
    (KS, "Microphone (USB measurement microphone)", 1, 96_000),
)

GERMAN_LAPTOP = rows(
    (MME, "Microsoft Soundmapper - Input", 2, 44_100),
    (MME, "Mikrofonarray (Intel® Smart Sou", 2, 44_100, True),
    (MME, "Kopfhörermikrofon (WH-1000XM4 H", 1, 44_100),
    (MME, "Stereomix (Realtek High Definit", 2, 44_100),
    (DIRECT, "Primärer Soundaufnahmetreiber", 2, 44_100, True),
    (DIRECT, "Mikrofonarray (Intel® Smart Sound Technologie für digitale Mikrofone)", 2, 44_100),
    (DIRECT, "Kopfhörermikrofon (WH-1000XM4 Hands-Free AG Audio)", 1, 44_100),
    (DIRECT, "Stereomix (Realtek High Definition Audio)", 2, 44_100),
    (WASAPI, "Stereomix (Realtek High Definition Audio)", 2, 48_000),
    (WASAPI, "Kopfhörermikrofon (WH-1000XM4 Hands-Free AG Audio)", 1, 16_000),
    (WASAPI, "Mikrofonarray (Intel® Smart Sound Technologie für digitale Mikrofone)", 2, 48_000, True),
    (KS, "Headset (@System32\\drivers\\bthhfenum.sys,#2;%1 Hands-Free%0\r\n;(WH-1000XM4))", 1, 8_000),
    (KS, "Mikrofonarray 1 ()", 2, 48_000, True),
)

SWEDISH_DESKTOP = rows(
    (MME, "Microsoft ljudmappning - Input", 2, 44_100),
    (MME, "Mikrofon (USB Audio CODEC )", 2, 44_100, True),
    (DIRECT, "Primär drivrutin för ljudinfångst", 2, 44_100, True),
    (DIRECT, "Mikrofon (USB Audio CODEC )", 2, 44_100),
    (WASAPI, "Mikrofon (USB Audio CODEC )", 2, 44_100, True),
)

MACBOOK = rows(
    ("Core Audio", "MacBook Pro Microphone", 1, 48_000, True),
    ("Core Audio", "Jana’s AirPods Pro", 1, 24_000),
    ("Core Audio", "BlackHole 2ch", 2, 48_000),
    ("Core Audio", "ZoomAudioDevice", 2, 48_000),
    ("Core Audio", "UMC204HD 192k", 2, 44_100),
)

ALSA_ONLY = rows(
    ("ALSA", "HDA Intel PCH: ALC269VC Analog (hw:0,0)", 2, 44_100),
    ("ALSA", "USB PnP Sound Device: Audio (hw:1,0)", 1, 48_000),
    ("ALSA", "sysdefault", 128, 48_000),
    ("ALSA", "lavrate", 128, 44_100),
    ("ALSA", "samplerate", 128, 44_100),
    ("ALSA", "speexrate", 128, 44_100),
    ("ALSA", "upmix", 8, 44_100),
    ("ALSA", "vdownmix", 6, 44_100),
    ("ALSA", "default", 128, 48_000, True),
)

PULSE_DOORS = rows(
    ("ALSA", "HDA Intel PCH: ALC269VC Analog (hw:0,0)", 2, 44_100),
    ("ALSA", "pulse", 32, 44_100),
    ("ALSA", "default", 32, 44_100, True),
)

PIPEWIRE = """Source #55
\tState: SUSPENDED
\tName: alsa_output.pci-0000_00_1f.3-platform-sof.HiFi__Speaker__sink.monitor
\tDescription: Monitor of Alder Lake PCH-P High Definition Audio Controller Speaker
\tDriver: PipeWire
\tSample Specification: s32le 2ch 48000Hz
\tMonitor of Sink: alsa_output.pci-0000_00_1f.3-platform-sof.HiFi__Speaker__sink
\tProperties:
\t\tdevice.class = "sound"

Source #57
\tState: SUSPENDED
\tName: alsa_input.pci-0000_00_1f.3-platform-sof.HiFi__Mic2__source
\tDescription: Alder Lake PCH-P High Definition Audio Controller Headset Microphone
\tSample Specification: s32le 2ch 48000Hz
\tMonitor of Sink: n/a
\tProperties:
\t\tdevice.class = "sound"
\tPorts:
\t\t[In] Mic2: Headset Microphone (type: Mic, priority: 200, availability group: Mic, not available)
\tActive Port: [In] Mic2

Source #58
\tState: SUSPENDED
\tName: alsa_input.pci-0000_00_1f.3-platform-sof.HiFi__Mic1__source
\tDescription: Alder Lake PCH-P High Definition Audio Controller Digital Microphone
\tSample Specification: s32le 4ch 48000Hz
\tMonitor of Sink: n/a
\tProperties:
\t\tdevice.class = "sound"
\tPorts:
\t\t[In] Mic1: Digital Microphone (type: Mic, priority: 100, availability unknown)
\tActive Port: [In] Mic1

Source #90
\tState: SUSPENDED
\tName: bluez_input.14:3F:A6:11:22:33.0
\tDescription: WH-1000XM4
\tSample Specification: s16le 1ch 16000Hz
\tMonitor of Sink: n/a
\tProperties:
\t\tapi.bluez5.profile = "headset-head-unit"
\t\tdevice.bus = "bluetooth"
\tPorts:
\t\theadset-input: Headset (type: Headset, priority: 0, availability unknown)

Source #91
\tState: SUSPENDED
\tName: bluez_output.14:3F:A6:11:22:33.1.monitor
\tDescription: Monitor of WH-1000XM4
\tSample Specification: s16le 2ch 48000Hz
\tMonitor of Sink: bluez_output.14:3F:A6:11:22:33.1
\tProperties:
\t\tapi.bluez5.profile = "a2dp-sink"
\t\tdevice.class = "monitor"

Source #92
\tState: RUNNING
\tName: bluez_input.AA:BB:CC:DD:EE:FF.2
\tDescription: Pixel 8
\tSample Specification: s16le 2ch 44100Hz
\tMonitor of Sink: n/a
\tProperties:
\t\tapi.bluez5.profile = "a2dp-source"
\t\tdevice.bus = "bluetooth"
"""

PULSEAUDIO = """Source #0
\tState: SUSPENDED
\tName: alsa_output.pci-0000_00_1f.3.analog-stereo.monitor
\tDescription: Monitor of Eingebautes Tongerät Analog Stereo
\tDriver: module-alsa-card.c
\tSample Specification: s16le 2ch 44100Hz
\tChannel Map: front-left,front-right
\tMonitor of Sink: alsa_output.pci-0000_00_1f.3.analog-stereo
\tFlags: DECIBEL_VOLUME LATENCY\x20
\tProperties:
\t\tdevice.description = "Monitor of Eingebautes Tongerät Analog Stereo"
\t\tdevice.class = "monitor"
\tFormats:
\t\tpcm

Source #1
\tState: RUNNING
\tName: alsa_input.pci-0000_00_1f.3.analog-stereo
\tDescription: Eingebautes Tongerät Analog Stereo
\tSample Specification: s16le 2ch 44100Hz
\tVolume: front-left: 65536 / 100% / 0.00 dB,   front-right: 65536 / 100% / 0.00 dB
\t        balance 0.00
\tMonitor of Sink: n/a
\tProperties:
\t\talsa.card_name = "HDA Intel PCH"
\t\tdevice.class = "sound"
\tPorts:
\t\tanalog-input-internal-mic: Internal Microphone (type: Mic, priority: 8900, availability unknown)
\t\tanalog-input-mic: Microphone (type: Mic, priority: 8700, not available)
\tActive Port: analog-input-internal-mic
\tFormats:
\t\tpcm

Source #2
\tState: SUSPENDED
\tName: alsa_input.usb-0d8c_USB_PnP-00.mono-fallback
\tDescription: USB PnP Mono
\tSample Specification: s16le 1ch 48000Hz
\tMonitor of Sink: n/a
\tProperties:
\t\tdevice.class = "sound"
\tPorts:
\t\tanalog-input-mic: Microphone (type: Mic, priority: 8700, not available)
\tActive Port: analog-input-mic

Source #3
\tState: SUSPENDED
\tName: bluez_source.00_11_22_33_44_55.headset_head_unit
\tDescription: Jabra Evolve
\tSample Specification: s16le 1ch 8000Hz
\tMonitor of Sink: n/a
\tProperties:
\t\tbluetooth.protocol = "headset_head_unit"
\t\tdevice.bus = "bluetooth"
"""
