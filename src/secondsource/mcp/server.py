"""The tools as a client of the Model Context Protocol finds them: read-only, typed, offline."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field

from secondsource.errors import ExtraNeededError, SecondsourceError
from secondsource.mcp import answers as to
from secondsource.mcp import reading
from secondsource.store import Case
from secondsource.version import __version__

if TYPE_CHECKING:
    from mcp.server.mcpserver import MCPServer

_WHAT = (
    "The findings of Second Source about a case of news reports: who said what, which claims rest "
    "on how many independent origins, and where reports contradict each other. " + to.ADVICE
)
Tool = Callable[..., object]
Story = Annotated[str, Field(description="Id of a story, as `stories` gives it.")]
Skip = Annotated[int, Field(ge=0, description="How many rows to leave out, to read on.")]
Badge = Literal["unsupported here", "single", "two or more"]


def make_server(case: Case) -> MCPServer:
    """A server for this case. Raises ExtraNeededError where the package `mcp` is missing."""
    try:
        from mcp.server.mcpserver import MCPServer
        from mcp.server.mcpserver.exceptions import ToolError
        from mcp.types import ToolAnnotations
    except ImportError as error:
        raise ExtraNeededError(
            "serving language-model clients needs the package mcp; install it with: "
            "pip install 'secondsource[mcp]'"
        ) from error
    server = MCPServer("secondsource", version=__version__, instructions=_WHAT, log_level="ERROR")
    only_reads = ToolAnnotations(
        read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
    )
    for tool in _tools(case):
        server.add_tool(_telling(tool, ToolError), annotations=only_reads, structured_output=True)
    return server


def _telling(tool: Tool, fault: type[Exception]) -> Tool:
    """The tool, whose faults say what to do; never words of a report, which a fault may hold."""

    @wraps(tool)
    def asked(*given: object, **named: object) -> object:
        try:
            return tool(*given, **named)
        except reading.QuestionError as error:
            raise fault(str(error)) from error
        except SecondsourceError as error:
            raise fault(
                "the case cannot be read; `secondsource show` on its file says why"
            ) from error

    return asked


def _tools(case: Case) -> tuple[Tool, ...]:
    """The tools, bound to the case. Names and docstrings are what a client shows."""

    def stories(skip: Skip = 0) -> to.Stories:
        """The stories of the case: how many reports tell each, and how much was found in it."""
        case.refresh()
        return reading.stories(case, skip=skip)

    def claims(story: Story, badge: Badge | None = None, skip: Skip = 0) -> to.Claims:
        """What the reports of a story state, each claim with its independent origins and speakers.

        Both counts stand as likely, low and high. A badge asks for the claims of that badge alone.
        """
        case.refresh()
        return reading.claims(case, story, badge=badge, skip=skip)

    def passages(
        story: Story,
        claim: Annotated[str, Field(description="Id of a claim, as `claims` gives it.")],
        skip: Skip = 0,
    ) -> to.Passages:
        """Every passage that states a claim, with its report and how sure it is."""
        case.refresh()
        return reading.passages(case, story, claim, skip=skip)

    def who_said(
        speaker: Annotated[str, Field(description="A name, or a part of one.")],
        story: Annotated[str | None, Field(description="Id of a story; without it, all.")] = None,
        skip: Skip = 0,
    ) -> to.Statements:
        """What the reports give to a speaker: the words, and who relayed them to whom."""
        case.refresh()
        return reading.who_said(case, speaker, story=story, skip=skip)

    def conflicts(
        story: Story,
        all_relations: Annotated[
            bool, Field(description="Also updates, roundings and refinements, which are none.")
        ] = False,
        skip: Skip = 0,
    ) -> to.Conflicts:
        """Where the reports of a story contradict each other, both passages side by side."""
        case.refresh()
        return reading.conflicts(case, story, all_relations=all_relations, skip=skip)

    def search(
        words: Annotated[str, Field(description='Words that must all stand; "a phrase", begin*.')],
    ) -> to.Hits:
        """Passages of the reports that hold all these words."""
        return reading.search(case, words)

    return (stories, claims, passages, who_said, conflicts, search)
