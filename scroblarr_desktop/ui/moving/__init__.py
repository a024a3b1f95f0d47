"""Moving to another PC: leaving this one, opening the file on the other."""
