.coverage.operations == {"seen": 1, "total": 1, "percent": 100}
