"""How generated examples are drawn: the same in every run, unless fresh ones are asked for.

`pytest tests/laws --hypothesis-profile=fresh` draws new examples, and many more of them.
"""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("same", derandomize=True)
settings.register_profile("fresh", derandomize=False)
settings.load_profile("same")
