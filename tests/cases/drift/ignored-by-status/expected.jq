([.findings[] | select(.baseline.state == "ignored") | .rule + " " + .description.pointer] | sort) == ["drift.response-never-seen /paths/~1pets/get/responses/5XX"] and .summary.ignored == 1
