# Commands that stay local load no network library.
# plain build only
. tests/cli/verdict.sh

# loaded NAME COMMAND...: what the dynamic linker opened, in $work/NAME.
loaded()
{
    loaded_name=$1
    shift
    LD_DEBUG=files LD_DEBUG_OUTPUT=$work/ld timeout 30 "$@" > "$work/stdout" 2>&1
    cat "$work"/ld.* > "$work/$loaded_name"
    rm -f "$work"/ld.*
}
local_only()
{
    verdict "$1-reads-the-debug-output" "LD_DEBUG gave nothing" grep -q libjansson "$work/$1"
    verdict "$1-loads-no-network-library" "$(grep -E 'libcurl|libmicrohttpd|libssl' "$work/$1" | head -n 2)" \
        sh -c '! grep -qE "libcurl|libmicrohttpd|libssl" "$1"' - "$work/$1"
}
loaded check "$PROGRAM" check "$SHOP" "$DRIFTING"
local_only check
loaded lint "$PROGRAM" lint "$SHOP"
local_only lint
loaded validate "$PROGRAM" validate tests/cases/validate/json-valid/schema.yaml tests/cases/validate/json-valid/instance.json
local_only validate
loaded explain "$PROGRAM" explain response.body-schema
local_only explain
loaded help "$PROGRAM" help check
local_only help
# The counter-proof: a live run does load libcurl.
loaded run "$PROGRAM" run "$SHOP" --url http://127.0.0.1:9 --max-time 2
verdict run-loads-libcurl "libcurl is not among what was loaded" grep -q libcurl "$work/run"
