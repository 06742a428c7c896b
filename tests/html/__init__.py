"""The pages, as text and as a browser shows them."""
