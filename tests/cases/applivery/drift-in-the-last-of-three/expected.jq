.findings[0].exchanges[0].index == 2
