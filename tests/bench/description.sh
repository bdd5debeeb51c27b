#!/bin/sh
# description.sh: what `make bench-description` runs: a whole process that loads a large description
# and judges one exchange by it, and one that lints it, beside peers that only look at the
# description's structure: @apidevtools/swagger-parser, and Blaze with the published schema of
# OpenAPI 3.0. Then YAML beside libyaml's event loop. CORPORA (default ../shared/corpora) has them.
set -u
BUILD=${BUILD:-build}
CORPORA=${CORPORA:-../shared/corpora}
ROUNDS=${ROUNDS:-9}
specs=$CORPORA/specs
schema=$CORPORA/oai/schemas-published/oas/3.0/schema/2024-10-18
blaze=tests/bench/node_modules/@sourcemeta/jsonschema/build/github-releases
blaze=$blaze/jsonschema-linux-$(uname -m | sed 's/aarch64/arm64/')
peer=tests/bench/node_modules/@apidevtools/swagger-parser
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT INT TERM

if [ ! -d "$specs" ]; then
    echo "bench-description: skipped, no $specs"
    exit 0
fi
echo "machine: $(nproc) cores, $(sed -n 's/^model name.*: //p' /proc/cpuinfo | head -n 1), $(uname -r)"
echo '{"request":{"method":"GET","url":"https://api.example.com/"},"response":{"status":200,"headers":[],"content":{}}}' \
    > "$scratch/one.ndjson"
[ -x "$blaze" ] || [ ! -f "$blaze" ] || chmod +x "$blaze"

# race NAME FILE
race()
{
    set -- "$1" "$2" "oasdrift check, one exchange" "$BUILD/oasdrift" check "$2" "$scratch/one.ndjson" \
        -- "oasdrift lint" "$BUILD/oasdrift" lint "$2"
    case $2 in
    *.json) [ -x "$blaze" ] && set -- "$@" -- "Blaze, structure" "$blaze" validate --fast "$schema" "$2" ;;
    esac
    [ -d "$peer" ] && set -- "$@" -- "swagger-parser, structure" node tests/bench/description_peer.mjs "$2"
    echo
    echo "$1"
    shift 2
    "$BUILD/bench/bench_start" "$ROUNDS" "$@"
}

race "GitHub, JSON, 13.0 MB" "$specs/github_rest_23.0.2.json"
race "Stripe, JSON, 4.2 MB" "$specs/stripe_2022-04-12.json"
race "DigitalOcean, YAML, 3.0 MB" "$specs/digitalocean_bundled.yaml"
echo
"$BUILD/bench/bench_yaml" "$BUILD/oasdrift" "$scratch/one.ndjson" "$specs/asana.yaml" "$specs/openai.yaml" \
    "$specs/digitalocean_bundled.yaml" "$specs/linode.yaml" "$specs/datadog_v1.yaml"
