.summary.exchanges == 2
