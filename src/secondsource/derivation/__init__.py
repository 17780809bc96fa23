"""Which report derives from which, or from an origin that is not among the files, and why."""

from secondsource.derivation.credits import find_credits
from secondsource.derivation.outlets import Outlets, load_outlets

__all__ = ["Outlets", "find_credits", "load_outlets"]
