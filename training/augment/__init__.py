"""What recording does to sound besides the machine: on band levels, on waveforms and on spectrograms.

Each change is a plain function of arrays; where chance plays a part it comes from the numpy Generator that is
handed in, so the same seed gives the same sound.
"""
