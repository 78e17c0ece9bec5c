"""Earshot: does this machine still sound like itself? One room for each step of the technician's job."""

__version__ = "0.1.0"
