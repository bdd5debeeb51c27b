#!/bin/sh
# run.sh PROGRAM: what `make realworld` runs: every other script of this folder, each on descriptions
# and recordings that nobody of this project wrote (CORPORA, default ../shared/corpora). A script
# prints its table and says "skipped" when its data are absent. Ends with 1 when one of them found
# something else than is known of the data.
set -u
PROGRAM=${1:-build/oasdrift}
CORPORA=${CORPORA:-../shared/corpora}
export CORPORA
outcome=0
for script in tests/realworld/*.sh; do
    [ "$script" = tests/realworld/run.sh ] && continue
    sh "$script" "$PROGRAM" || outcome=1
    echo
done
exit $outcome
