"""Commands that are imported when they are asked for.

A command line names its commands and where each stands; `--version` or one command
must not pay for what the others need. A place is `module:function`, or `module:app`
for a command with commands of its own.
"""

from collections.abc import Mapping
from importlib import import_module
from typing import Any

import typer
from typer.core import TyperGroup
from typer.main import get_command, get_group


def lazy(places: Mapping[str, str]) -> type[TyperGroup]:
    """A group of the commands at some places, in their order."""

    class Commands(TyperGroup):
        """The commands by name; each is made when it is first looked up."""

        def list_commands(self, ctx: Any) -> list[str]:
            """All names, without importing anything."""
            del ctx
            return list(places)

        def get_command(self, ctx: Any, cmd_name: str) -> Any:
            """One command, or None where there is none of that name."""
            found = super().get_command(ctx, cmd_name)
            if found is None and cmd_name in places:
                found = _made(cmd_name, places[cmd_name])
                self.add_command(found, cmd_name)
            return found

        def resolve_command(self, ctx: Any, args: list[str]) -> Any:
            """The command that is asked for; a name that is none suggests others."""
            if args and args[0] not in places:
                for name in places:
                    self.get_command(ctx, name)
            return super().resolve_command(ctx, args)

    return Commands


def _made(name: str, place: str) -> Any:
    module, _, attribute = place.partition(":")
    found = getattr(import_module(module), attribute)
    if isinstance(found, typer.Typer):
        return get_group(found)
    alone = typer.Typer(add_completion=False)
    alone.command(name)(found)
    return get_command(alone)
