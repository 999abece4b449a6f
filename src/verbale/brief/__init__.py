"""Draft and solution to a brief: HTML, Markdown and JSON, with the lint of ICD 203."""
