"""The settings of Slack and Teams from `data/organisatie/kanalen.yml`. Knowledge layer."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from rasa_project.knowledge.inhoud import read_kanalen


@dataclass(frozen=True)
class SlackKanaal:
    """Slack, without its secrets.

    Attributes:
        manier: `socket` (this server calls Slack) or `http` (Slack calls this server).
        bewaart: how long the organisation's Slack keeps messages, in words, or None.
        adres: public address of the gateway, for `http`.
    """

    aan: bool = False
    manier: str = "socket"
    bewaart: str | None = None
    adres: str | None = None


@dataclass(frozen=True)
class TeamsKanaal:
    """Teams, without its secrets.

    Attributes:
        tenant: id of the one tenant that may talk.
        app: id of the app (client) of the assistant.
        service_urls: addresses of Microsoft that answers may be sent to.
    """

    aan: bool = False
    tenant: str | None = None
    app: str | None = None
    bewaart: str | None = None
    adres: str | None = None
    service_urls: tuple[str, ...] = ()


@dataclass(frozen=True)
class Kanalen:
    """Both channels, and what is wrong with the file, by channel ("" for the whole file), in Dutch."""

    slack: SlackKanaal = SlackKanaal()
    teams: TeamsKanaal = TeamsKanaal()
    meldingen: dict[str, str] = field(default_factory=dict)


def load_kanalen(root: Path) -> Kanalen:
    """Reads the file below `root`; what is wrong is told and leaves that channel off."""
    model, wrong = read_kanalen(root)
    slack, teams = model.slack, model.teams
    return Kanalen(
        SlackKanaal(slack.aan, slack.manier, slack.bewaart, slack.adres),
        TeamsKanaal(teams.aan, teams.tenant, teams.app, teams.bewaart, teams.adres, tuple(teams.service_urls)),
        {name: str(melding).replace("\n  ", " ") for name, melding in wrong.items()},
    )
