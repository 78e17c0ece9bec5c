"""onnxruntime, kept to itself: since 1.29 it tells its maker over the network which program runs which model.

It reads the variable once, when it is loaded; on Windows it only hears the call. Whoever needs it imports it here.
"""

import os

os.environ["ORT_DISABLE_TELEMETRY"] = "1"

import onnxruntime as ort

ort.disable_telemetry_events()

__all__ = ["ort"]
