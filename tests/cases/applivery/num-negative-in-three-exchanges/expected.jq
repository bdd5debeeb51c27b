.findings[0].count == 3 and (([.findings[0].exchanges[].index] | sort) == [0, 1, 2])
