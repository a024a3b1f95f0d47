"""The test whether other computers reach this one, and how it speaks."""
