"""Names as a sentence gives them."""

from __future__ import annotations

from collections.abc import Sequence


def listed(names: Sequence[str], *, most: int | None = None) -> str:
    """The names as a sentence gives them; beyond `most` only how many there are.

    >>> listed(["Ada", "Bo", "Cy"]), listed(["Ada", "Bo", "Cy"], most=1)
    ('Ada, Bo and Cy', 'Ada and 2 more')
    """
    if most is not None and len(names) > most + 1:
        names = [*names[:most], f"{len(names) - most} more"]
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
