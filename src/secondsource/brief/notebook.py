"""A page inside a notebook: in a frame without rights, so that nothing of it leaks out."""

from __future__ import annotations

from html import escape


def framed(page: str) -> str:
    """The page as an `<iframe>` that may run nothing."""
    return (
        '<iframe sandbox="" width="100%" height="800" title="Second Source brief" '
        f'srcdoc="{escape(page, quote=True)}"></iframe>'
    )
