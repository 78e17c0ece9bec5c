"""Two laptops, as the tests of the workflow have them."""

from tests.workflows.exchange.conftest import laptop, mine, no_history, theirs

__all__ = ["laptop", "mine", "no_history", "theirs"]
