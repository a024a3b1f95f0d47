"""The statistics page, its pictures and its tables."""
