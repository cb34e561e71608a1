"""An identity provider on this machine, the app behind it, and the way through both that a browser takes."""

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import oidc_provider_mock
from joserfc import jwt
from joserfc.jwk import OctKey

from tests.serving import free_port, served

COOKIE_SECRET = "bi-mat-ky-cookie-chi-de-thu-0123456789"
CLIENT_SECRET = "bi-mat-cua-ung-dung-chi-de-thu"
SECRETS = """
[auth]
redirect_uri = "{app}/oauth2callback"
cookie_secret = "{cookie_secret}"
client_id = "thuoc-do"
client_secret = "{client_secret}"
server_metadata_url = "{provider}/.well-known/openid-configuration"

[access]
viewer = ["lanh-dao"]
analyst = ["phan-tich"]
engineer = ["ky-su"]
"""
GROUPS = {"lan": ["lanh-dao"], "tich": ["phan-tich", "khac"], "su": ["ky-su"], "la": ["nguoi-la"], "khong": []}


@dataclass(frozen=True, slots=True)
class Guarded:
    """The app at `url`, what it has printed in `log`, and the provider that says who people are."""

    url: str
    log: Path
    provider: str

    @contextmanager
    def signed_in(self, person: str) -> Iterator[httpx.Client]:
        """A client with the cookies of that person, won the way a browser wins them."""
        with httpx.Client(trust_env=False) as client:
            asked = client.get(f"{self.url}/auth/login", params={"provider": provider_token()})
            form = asked.headers["location"]
            assert urlsplit(form).netloc == urlsplit(self.provider).netloc
            answered = client.post(form, data={"sub": person})
            assert client.get(answered.headers["location"]).headers["location"] == "/"
            yield client


def provider_token() -> str:
    """What st.login puts into the address of /auth/login."""
    return jwt.encode({"alg": "HS256"}, {"provider": "default", "exp": 4_000_000_000}, OctKey.import_key(COOKIE_SECRET))


@contextmanager
def guarded(warehouse: Path, folder: Path, **changed: str) -> Iterator[Guarded]:
    """The real app with sign-in on. `changed` puts other words in place of some in secrets.toml."""
    os.environ["AUTHLIB_INSECURE_TRANSPORT"] = "1"  # the provider is on this machine, without TLS
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    people = [oidc_provider_mock.User(sub=name, claims={"groups": groups}) for name, groups in GROUPS.items()]
    with oidc_provider_mock.run_server_in_thread(user_claims=people) as server:
        port, provider = free_port(), f"http://localhost:{server.server_port}"
        here = f"http://localhost:{port}"
        words = {"cookie_secret": COOKIE_SECRET, "client_secret": CLIENT_SECRET} | changed
        secrets = folder / "secrets.toml"
        secrets.write_text(SECRETS.format(app=here, provider=provider, **words), "utf-8")
        with served(warehouse, port, folder / "app.log", "--secrets.files", str(secrets)):
            yield Guarded(here, folder / "app.log", provider)
