"""What the app serves beside its pages: /brief, and the language of the document in its first line."""

from starlette.middleware import Middleware
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard.brief import brief

ENGLISH, VIETNAMESE = b'<html lang="en"', b'<html lang="vi"'


class PageLanguage:
    """Streamlit's page says it is English whatever is in it; a screen reader would read Vietnamese as English."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        wants_page = scope["type"] == "http" and b"text/html" in header(scope, b"accept")
        if not wants_page or b"lang=en" in scope.get("query_string", b""):
            await self.app(scope, receive, send)
            return
        # a compressed page could not be mended
        plain = [(name, value) for name, value in scope["headers"] if name != b"accept-encoding"]

        async def mended(message: Message) -> None:
            if message["type"] == "http.response.body":
                # both tags are of one length, so the length told before stays true
                message = {**message, "body": message.get("body", b"").replace(ENGLISH, VIETNAMESE, 1)}
            await send(message)

        await self.app({**scope, "headers": plain}, receive, mended)


def header(scope: Scope, name: bytes) -> bytes:
    return next((value for key, value in scope["headers"] if key == name), b"")


ROUTES = [Route("/brief", brief)]
MIDDLEWARE = [Middleware(PageLanguage)]
