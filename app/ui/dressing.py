"""Dresses the window as the settings say: its colours, and how large what one presses is."""

from app.domain.settings import Settings
from app.ui.settings import listen_while
from app.ui.theme import SystemFollower, set_touch, touch_first
from app.workflows.preferences import Preferences


class Dressing:
    """At once when a setting changes, for as long as `look` lives."""

    def __init__(self, look: SystemFollower, preferences: Preferences) -> None:
        self._look = look
        listen_while(look, preferences, self._take_on)
        self._take_on(preferences.now)

    def _take_on(self, now: Settings) -> None:
        set_touch(touch_first() if now.controls == "automatic" else now.controls == "large")
        if now.appearance != self._look.choice:
            self._look.choose(now.appearance)
