"""Bytes to a `Document`: readers for text, Markdown, HTML and Word. Gives no meaning."""
