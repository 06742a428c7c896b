"""What was handed in, however it came."""
