"""How Rasa calls the action server: one connection, one schema. Layer: serving.

Stock Rasa opens a connection for every action and compiles the JSON schema of the
answer anew each time, which takes longer than the action itself.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from typing import Any

import aiohttp
from jsonschema import ValidationError
from jsonschema.validators import validator_for
from rasa.core.actions.action import RemoteAction
from rasa.core.constants import DEFAULT_REQUEST_TIMEOUT
from rasa.utils.endpoints import ClientResponseError, EndpointConfig

_REJECTED = 400


class ActionEndpoint(EndpointConfig):
    """The action server at `url`, over a connection that stays open."""

    def __init__(self, url: str, **kwargs: Any) -> None:
        super().__init__(url, **kwargs)
        self._session: aiohttp.ClientSession | None = None
        self._loop: asyncio.AbstractEventLoop | None = None

    async def request(
        self,
        method: str = "post",
        subpath: str | None = None,
        content_type: str | None = "application/json",
        compress: bool = False,
        **kwargs: Any,
    ) -> Any:
        """Send a call and give back the JSON of the answer.

        Raises:
            ClientResponseError: with the body for a rejection only; any other body could
                quote the conversation, and Rasa logs the error.
        """
        body = json.dumps(kwargs.get("json"), ensure_ascii=False).encode()
        async with self._open().request(
            method, self.url, data=body, headers={"Content-Type": content_type or ""}
        ) as response:
            if response.status == _REJECTED:
                raise ClientResponseError(response.status, "rejected", await response.text())
            if response.status > _REJECTED:
                raise ClientResponseError(response.status, "failed", "")
            return json.loads(await response.read())

    async def close(self) -> None:
        """Close the connection."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    def _open(self) -> aiohttp.ClientSession:
        loop = asyncio.get_running_loop()
        if self._session is None or self._session.closed or self._loop is not loop:
            timeout = aiohttp.ClientTimeout(total=DEFAULT_REQUEST_TIMEOUT)
            self._session, self._loop = aiohttp.ClientSession(timeout=timeout), loop
        return self._session


def use_prebuilt_schema() -> None:
    """Let Rasa check the answers of actions with a validator that is made once."""
    schema = RemoteAction.action_response_format_spec()
    validator_class = validator_for(schema)
    validator_class.check_schema(schema)
    validator = validator_class(schema)

    def validate(_self: RemoteAction, result: Mapping[str, Any]) -> bool:
        if validator.is_valid(result):
            return True
        # Not the reason itself: it would quote the answer.
        raise ValidationError("the answer of the action server has the wrong shape")

    RemoteAction._validate_action_result = validate
