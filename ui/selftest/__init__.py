"""The self-test: one small function a check, on the real PC and the real book. No Qt but in `screens` and `box`."""
