"""The technician's jobs, one a file: the only place that calls several rooms."""
