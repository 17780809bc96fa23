"""Counts independent origins and speakers of every claim, and relates what contradicts."""

from secondsource.corroboration.corroborate import corroborate
from secondsource.corroboration.quoted import relate_quotations

__all__ = ["corroborate", "relate_quotations"]
