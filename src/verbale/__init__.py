"""verbale: from what was said to what it means for the proposal on the table."""
