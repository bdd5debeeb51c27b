# common.sh: what run.sh, bench.sh and million.sh have in common; they source it with the program as $1.
# Lines go to LINES, in a folder of the build; who is asked of are the sets of CORPORA/witness, the bodies
# of its min/, the pairs of CORPORA/containment/draft7 and the components of CORPORA/specs.
set -u
program=$(realpath "$1")
corpora=$(realpath "${CORPORA:-../shared/corpora}")
here=$(realpath "$(dirname "$0")")
work=$(dirname "$program")/witness
export WITNESS_PACKAGES="$work/npm"

if [ ! -d "$corpora/witness" ]; then
    echo "witness: skipped, 8 sets: none at $corpora/witness (see CORPORA)"
    exit 0
fi
mkdir -p "$work/lines" "$work/specs" "$work/min" && sh "$here/install.sh" "$work" && cd "$work" || exit 1

has_node() {
    command -v node > /dev/null 2>&1
}

# Descriptions as JSON, and what they say as plain JSON Schema, for the judges.
describe() {
    cp "$corpora"/witness/min/*.json min/
    for file in "$corpora"/specs/*.json "$corpora"/specs/*.yaml "$corpora"/specs/*.yml; do
        name=$(basename "$file")
        [ ! -f "$file" ] || "$program" json "$file" > "specs/${name%.*}.json"
    done
    ! has_node || node "$here/schemas_of.mjs" min/*.json specs/*.json
}

# ask WAY OPTION...: lines of the questions of one kind.
ask() {
    way=$1
    shift
    case $way in
    sets) "$program" "$@" sets "$corpora"/witness/*.json ;;
    min) "$program" "$@" bodies min/*.json ;;
    components) "$program" "$@" components specs/*.json ;;
    containment)
        [ ! -d "$corpora/containment/draft7" ] ||
            find "$corpora/containment/draft7" -name '*.json' | sort |
            xargs "$program" "$@" --map-uri \
                "http://localhost:1234/=$corpora/json-schema-test-suite/remotes" containment
        ;;
    esac
}

# judge [--most N] LINES...: what ajv says of all values, and python-jsonschema, of N each if that is said.
judge() {
    most=
    if [ "$1" = --most ]; then
        most="--most $2"
        shift 2
    fi
    [ ! -d npm/node_modules/ajv ] || ! has_node ||
        node --max-old-space-size=6000 "$here/judge.mjs" "$here/peer_faults" "$@" &
    [ ! -x venv/bin/python ] || venv/bin/python "$here/judge.py" $most "$here/peer_faults" "$@"
    wait
}
