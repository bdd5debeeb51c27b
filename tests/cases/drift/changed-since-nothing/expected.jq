.coverage.operations.total == 0
