"""Custom actions: thin. Slots in, one call to the pure consultation, response keys out."""
