.summary.excluded == 2 and .findings == []
