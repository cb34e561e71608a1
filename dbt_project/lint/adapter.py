"""What sqlfluff is given for dbt's adapter: of each dispatched macro the one that DuckDB gets."""

from collections.abc import Callable

from jinja2 import pass_context
from jinja2.runtime import Context


@pass_context
def dispatch(context: Context, name: str) -> Callable[..., str]:
    macro: Callable[..., str] = context.resolve(f"default__{name}")
    return macro
