"""Drafts on disk: the store, the TOML file, the open draft with its undo."""
