"""Moving the household to another computer, in one file that a passphrase seals.

`leaving` writes the file and stops this copy for good; `arriving` opens it on the other computer;
`taking_over` then tells the media servers and tries every account. `at_start` knows what an end in
the middle left behind.
"""
