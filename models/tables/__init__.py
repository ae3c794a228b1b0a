"""The scoring table as it is made: edited, issued, compared."""
