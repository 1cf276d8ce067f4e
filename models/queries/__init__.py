"""Everything that is shown: frozen views; no Peewee object leaves here."""
