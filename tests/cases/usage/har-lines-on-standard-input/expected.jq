.findings[0].exchanges[0].index == 1 and .summary.exchanges == 2
