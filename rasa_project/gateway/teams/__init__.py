"""Teams: what differs from the other channels, on Microsoft's own hosting library."""
