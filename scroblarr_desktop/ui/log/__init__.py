"""What the log page is made of: its rows, filters, and what stands beside them."""
