"""A browser without scripts: it keeps cookies and sends forms with their token."""

import re
from dataclasses import dataclass
from typing import Any

from starlette.testclient import TestClient

from marsad.model import ROLES

__all__ = ["PASSWORDS", "Browser"]

PASSWORDS = {role: f"four plain words, {len(role)}{role[::-1]}" for role in ROLES}
TOKEN = re.compile(r'name="csrf" content="([\w-]+)"')


@dataclass(frozen=True)
class Browser:
    """A TestClient whose answers are not followed when they lead elsewhere."""

    client: TestClient

    def get(self, path: str, **headers: str) -> Any:  # Any: the client's own type of answers
        """Return the answer at an address."""
        return self.client.get(path, headers=headers)

    def post(self, path: str, **fields: object) -> Any:  # Any: as above
        """Send a form as a page would: with the token that the desk gave this browser."""
        return self.client.post(path, data={"csrf": self.token(), **fields})

    def token(self) -> str:
        """Return the form token of this browser."""
        found = TOKEN.search(self.client.get("/components").text)
        assert found
        return found[1]
