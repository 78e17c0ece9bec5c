"""What is in the bin stays for ninety days from when it was thrown away."""

from datetime import timedelta

from app.domain.bin import Binned, Thing


def test_gone_ninety_days_after_it_was_thrown_away():
    line = Binned(Thing.MACHINE, "m", "Fan 3")

    assert line.gone_at - line.at == timedelta(days=90)
