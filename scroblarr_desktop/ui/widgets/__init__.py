"""Small parts that several windows are made of."""
