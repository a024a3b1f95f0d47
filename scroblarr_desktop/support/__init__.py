"""What helps somebody else to find a fault: a detailed log for a while, and a file to look into."""
