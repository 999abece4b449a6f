"""Conflicts as files: TOML for people, JSON for programs, and the forms of others."""
