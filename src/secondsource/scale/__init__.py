"""Reads archives: the same kernels over millions of reports, within bounded memory."""
