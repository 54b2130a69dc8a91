"""The front door: the only process people reach. Layer: gateway.

It takes personal data out before anything else sees a message, keeps the sessions, asks Rasa, and speaks for itself
when Rasa, the actions or the redaction do not answer. It knows no Rasa code.
"""
