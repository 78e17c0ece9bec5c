"""Makes the models. Before its first import onnxruntime is told to keep to itself, see `app.diagnosis.runtime`."""

import os

os.environ["ORT_DISABLE_TELEMETRY"] = "1"
