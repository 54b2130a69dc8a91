"""The workspaces the assistant is in, by the token of each. Layer: gateway."""

from __future__ import annotations

import logging

from slack_bolt.authorization import AuthorizeResult
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from rasa_project.gateway.slack.sender import error_code

logger = logging.getLogger(__name__)

REFUSED = frozenset("invalid_auth not_authed account_inactive token_revoked token_expired".split())


class Workspaces:
    """Asks Slack once which workspace each token belongs to, and keeps that in memory.

    Args:
        client: knows the address of Slack; tokens are handed in per call.
        tokens: bot tokens.

    Attributes:
        refused: number of tokens that Slack does not accept.
    """

    def __init__(self, client: AsyncWebClient, tokens: tuple[str, ...]) -> None:
        self._client = client
        self._waiting = list(tokens)
        self._found: dict[str, AuthorizeResult] = {}
        self.refused = 0

    @property
    def ready(self) -> bool:
        """Whether at least one workspace is known and no token waits."""
        return bool(self._found) and not self._waiting

    async def find(self) -> None:
        """Asks for the tokens that still wait.

        Raises:
            SlackApiError: Slack answers, but not on this question.
            OSError: Slack can't be reached; ask again later. (aiohttp's errors among them.)
        """
        for token in list(self._waiting):
            try:
                answer = await self._client.auth_test(token=token)
            except SlackApiError as error:
                if error_code(error) not in REFUSED:
                    raise
                self.refused += 1
            else:
                found = AuthorizeResult.from_auth_test_response(bot_token=token, auth_test_response=answer)  # type: ignore[arg-type]
                self._found[str(found.team_id)] = found
            self._waiting.remove(token)

    def of(self, team: str | None) -> AuthorizeResult | None:
        """What belongs to a workspace; None when nobody gave a token of it."""
        return self._found.get(team or "")
