"""Counts independent origins and speakers of every claim, and relates what contradicts."""

from secondsource.corroboration.corroborate import corroborate
from secondsource.corroboration.grounds import with_grounds
from secondsource.corroboration.quoted import relate_quotations
from secondsource.corroboration.values import relate_values

__all__ = ["corroborate", "relate_quotations", "relate_values", "with_grounds"]
