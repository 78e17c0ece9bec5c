"""Data sets behind one interface: any folder of machine sound as machines with labelled clips."""

from training.datasets.data_set import DataSet, MachineRecordings
from training.datasets.features import BANDS, Feature, features_of
from training.datasets.opening import open_data_set
from training.datasets.sound import SoundClip

__all__ = ["BANDS", "DataSet", "Feature", "MachineRecordings", "SoundClip", "features_of", "open_data_set"]
