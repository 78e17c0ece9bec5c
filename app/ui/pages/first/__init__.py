"""The first minutes: who listens, whether the microphone hears, and then the sample fan."""
