"""The open JSON form: its words, schema, versions and checks."""
