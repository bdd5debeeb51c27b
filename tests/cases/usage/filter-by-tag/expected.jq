.summary.exchanges == 2 and .summary.excluded == 1 and .summary.operations == {seen: 1, total: 1} and (.coverage.missing | length) == 0
