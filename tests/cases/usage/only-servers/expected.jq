.summary.exchanges == 4 and .summary.excluded == 2 and .findings == [] and .summary.operations.seen == 1
