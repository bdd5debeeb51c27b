# Schemas of texts and numbers, and deep ones, that ask for much (hostile_schemas.sh).
# plain build only
. tests/cli/verdict.sh
. tests/cli/hostile_schemas.sh

hostile_schemas text number deep
