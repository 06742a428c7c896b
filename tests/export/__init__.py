"""What other systems read, held against what they say they read."""
