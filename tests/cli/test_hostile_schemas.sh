# Schemas of arrays, objects and branches that ask for much (hostile_schemas.sh).
# plain build only
. tests/cli/verdict.sh
. tests/cli/hostile_schemas.sh

hostile_schemas array object any
