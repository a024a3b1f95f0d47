"""The dialog of one member: viewers, accounts, what counts, what is left out."""
