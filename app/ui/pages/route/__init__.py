"""The Route page: the way past the machines, stop by stop, and when each machine is due."""
