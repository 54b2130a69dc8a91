"""What Slack and Teams share: settings, pseudonyms, one answer per event, splitting, who may take a case where."""
