"""Which report derives from which, or from an origin that is not among the files, and why."""

from secondsource.derivation.credits import find_credits
from secondsource.derivation.find import find_derivations
from secondsource.derivation.outlets import Outlets, load_outlets
from secondsource.derivation.own import OwnSign, own_signs, own_work
from secondsource.derivation.rows import derivation_row
from secondsource.derivation.weighing import dependence, is_timed

__all__ = [
    "Outlets",
    "OwnSign",
    "dependence",
    "derivation_row",
    "find_credits",
    "find_derivations",
    "is_timed",
    "load_outlets",
    "own_signs",
    "own_work",
]
