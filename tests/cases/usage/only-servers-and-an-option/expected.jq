.summary.excluded == 1 and (.findings | length) > 0
