"""Slack: what differs from the other channels, on slack-bolt and slack_sdk."""
