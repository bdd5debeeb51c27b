.summary.exchanges == 25 and ([.not_checked[] | select(.reason | startswith("a line of the log"))] | length == 1)
