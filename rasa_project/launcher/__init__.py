"""Installs, trains, starts, supervises and stops the three processes. Layer: launcher (standard library only)."""
