"""Every number that the web app reads, with its unit and where it comes from."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class WebSettings:
    """Numbers of the local web app. Not part of `Settings`: they change no result."""

    claims_a_page: int = 40  # about four screens; a page of them is drawn in a tenth of a second
    rows_a_page: int = 30  # of a collation: what is read in one go
    columns: int = 4  # reports side by side at first; the reader ticks others
    most_columns: int = 12  # more cannot be read side by side
    outlets_a_page: int = 12  # columns of the matrix at 1280 pixels
    reports_a_page: int = 60  # of a list or a timeline
    stories_a_page: int = 40  # of the start page
    most_nodes: int = 120  # of a drawn tree; the table beside it is paged and complete
    texts_a_page: int = 20  # statements of one speaker
    body_bytes: int = 64_000_000  # of one request: three documents of the reader's 20 MB
    head_bytes: int = 65_536  # of one request without its body: addresses may name many reports
    token_bytes: int = 32  # of chance in the address that opens the app: 256 bits
    watch_seconds: float = 1.0  # how often the case is looked at for changes by other programs
    ending_seconds: int = 2  # that the end waits for answers under way, and for the thread
    kept_jobs: int = 50  # uploads whose outcome is still shown
    pasted_characters: int = 2_000_000  # of a text pasted; longer ones come as a file
    field_characters: int = 2_000  # of a name, a reason or another line that a person types
    places_a_page: int = 60  # of the map
