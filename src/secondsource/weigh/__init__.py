"""Weighs values of a plain table: who depends on whom, and which value is best supported.

The same mathematics as for reports, on rows of outlet, object, attribute and value: shared errors
are what copies share (Dong, Berti-Équille & Srivastava, VLDB 2009), so dependence between outlets
and the accuracy of outlets are estimated together, each from the other.
"""

from secondsource.weigh.dependence import Dependence
from secondsource.weigh.rows import read_rows
from secondsource.weigh.table import Row, Table, build_table
from secondsource.weigh.weighing import Weighed, Weighing, weigh

__all__ = [
    "Dependence",
    "Row",
    "Table",
    "Weighed",
    "Weighing",
    "build_table",
    "read_rows",
    "weigh",
]
