.findings[0].where | .line == 3 and .column == 12
