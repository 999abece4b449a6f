"""The form in which the corpus is written, and its way to verbale's reading form."""
