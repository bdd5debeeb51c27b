(.findings | length) == 1 and .findings[0].count == 2
