"""The frame every page stands in: style, header, and what is shown when there is no warehouse to read."""

import inspect
import logging
from collections.abc import Callable
from pathlib import Path

import streamlit as st

from dashboard import state
from dashboard.components import header, newer, notice, taking
from dashboard.components.view import View
from dashboard.text import text
from dashboard.warehouse import WarehouseMissing, WarehouseUnreadable, current_edition

log = logging.getLogger(__name__)
STYLE = Path(__file__).resolve().parent.parent / "style.css"


def page(body: Callable[[View], None]) -> None:
    """Draws a page of one edition of the warehouse; a publish in the middle of it shows a few seconds later."""
    say = text(state.language())
    st.html(STYLE)
    try:
        view = header.show(current_edition(), say, Path(inspect.getfile(body)).stem)
        body(view)
        taking.offer(view)
        newer.follow(view.edition)
    except WarehouseMissing as missing:
        notice.to_build(say, "missing", str(missing))
    except WarehouseUnreadable as unreadable:
        notice.to_build(say, "unreadable", str(unreadable))
    except Exception:
        # the reader is told in the page's own words; the console keeps the traceback
        log.exception("the page %s failed", Path(inspect.getfile(body)).stem)
        notice.failed(say)
