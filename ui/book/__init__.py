"""The open file: the session, its acts, what came in, slow work."""
