"""The local app: one case in the browser, on this machine alone."""

from secondsource.web.serving import serve_case

__all__ = ["serve_case"]
