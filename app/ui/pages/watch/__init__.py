"""The listening watch: a machine is listened to for hours, and the technician hears of it when it has changed."""
