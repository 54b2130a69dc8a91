"""Train the Dutch spaCy pipeline that ships in `vendor/`; no part of the running assistant."""
