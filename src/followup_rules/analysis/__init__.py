"""What follows from rulings over time: agendas, plans, audits, comparisons, remedies."""
