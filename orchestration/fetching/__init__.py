"""The web → raw/. Pages and articles captured as received, politely, from declared hosts only; nothing is read here."""
