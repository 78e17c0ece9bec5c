"""What stands in the way of a technician's wish about machines, readings, routes and the bin."""

from app.domain.problem import Problem
from app.language import later, say


def in_the_bin(name: str) -> Problem:
    """What is in the bin is not changed."""
    return Problem(say("“{name}” is in the bin.", name=name), later("Bring it back first."))


def not_in_the_bin() -> Problem:
    """Only what is in the bin can be brought back."""
    return Problem(later("This is not in the bin any more."), later("Look at the list again."))


def name_taken_meanwhile(name: str) -> Problem:
    """While a machine was in the bin another got its name."""
    return Problem(
        say("There is another machine named “{name}” now.", name=name),
        later("Give that one another name, then bring this one back."),
    )


def no_number() -> Problem:
    """A reading is a number."""
    return Problem(later("A reading needs a number."), later("Type what the instrument shows."))


def changed_meanwhile() -> Problem:
    """Only the newest line of a log can be followed by another."""
    return Problem(later("This was changed meanwhile."), later("Look at it, then try again."))


def route_without_name() -> Problem:
    """A route is chosen by its name."""
    return Problem(later("A route needs a name."), later("Type a name for the route."))


def route_name_taken(name: str) -> Problem:
    """Two routes of one name could not be told apart."""
    return Problem(say("There is already a route named “{name}”.", name=name), later("Choose another name."))
