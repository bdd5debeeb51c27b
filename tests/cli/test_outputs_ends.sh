# What is written: whole or not at all, and with nothing left behind, however the program ends.
. tests/cli/written.sh

# ---- a sudden end ----

in_copy killed '
for n in $(seq 3000); do echo "{\"request\":{\"method\":\"GET\",\"url\":\"https://a.test/p$n\",\"headers\":[]},\"response\":{\"status\":418,\"headers\":[],\"content\":{\"mimeType\":\"\"}}}"; done > many.jsonl
printf "openapi: 3.0.3\ninfo: {title: t, version: \"1\"}\npaths: {\"/{p}\": {get: {responses: {\"200\": {description: ok}}}}}\n" > many.yaml
"$PROGRAM" check many.yaml many.jsonl --from har-lines --exit-zero --report json=whole.json --write-baseline whole.base > /dev/null 2>&1'
left() { ls -A | grep -vxF -f "$work/names"; }
cp whole.json b.json; cp whole.base b.base
ls -A > "$work/names"
for signal in KILL TERM INT HUP QUIT XCPU; do
    torn= killed=0
    while [ $killed -lt 7 ]; do
        "$PROGRAM" check many.yaml many.jsonl --from har-lines --report json=b.json --write-baseline b.base > /dev/null 2>&1 &
        pid=$!
        sleep 0.0$killed
        kill -$signal $pid 2> /dev/null
        wait $pid 2> /dev/null
        { jq -e .version b.json && jq -e .version b.base; } > /dev/null 2>&1 || torn=yes
        killed=$((killed + 1))
    done
    verdict "nothing-torn-after-$signal" "b.json or b.base is torn" [ -z "$torn" ]
    # Where KILL falls between a file's name and its last one, nobody is left to take the first away.
    [ $signal != KILL ] || [ "$(left | wc -l)" -gt 1 ] || rm -f .oasdrift-*
    verdict "nothing-left-after-$signal" "$(left)" [ -z "$(left)" ]
done
# Twice: the second signal ends it at once.
mkfifo ../never
"$PROGRAM" check many.yaml - --report json=b.json < ../never > /dev/null 2>&1 &
pid=$!
exec 7> ../never
sleep 0.2; kill -INT $pid; sleep 0.1; kill -INT $pid 2> /dev/null; wait $pid 2> /dev/null
exec 7>&-
verdict nothing-left-after-two-interrupts "$(left)" [ -z "$(left)" ]
# A baseline of half of the traffic is none: it is not written, which is said, whatever -q.
"$PROGRAM" baseline many.yaml - --from har-lines -o b.base -q < ../never > /dev/null 2> ../said &
pid=$!
exec 7> ../never
head -n 2 many.jsonl >&7
sleep 0.2; kill -TERM $pid
exec 7>&-
wait $pid
verdict an-interrupted-baseline-is-130 "exit $?" [ $? -eq 130 ]
verdict an-interrupted-baseline-is-told "$(cat ../said)" grep -q 'b.base is not written: the run was interrupted' ../said
verdict an-interrupted-baseline-stays "$(left)" cmp -s whole.base b.base
(ulimit -f 8; "$PROGRAM" check many.yaml many.jsonl --from har-lines --each-exchange --report ndjson=b.json > /dev/null 2> "$work/stderr")
verdict too-large-is-told "exit $?: $(cat "$work/stderr")" [ $? -eq 4 ]
verdict nothing-left-when-it-is-too-large "$(left)" [ -z "$(left)" ]
verdict what-was-there-stays "$(head -c 100 b.json)" eval 'jq -e .version b.json > /dev/null'
if ! sanitized; then
    (ulimit -v 60000; "$PROGRAM" check many.yaml many.jsonl --from har-lines --each-exchange --report ndjson=b.json --report json=c.json > /dev/null 2> "$work/stderr")
    verdict nothing-left-without-memory "$(left)" eval '[ -z "$(left)" ] || [ "$(left)" = c.json ]'
    rm -f c.json
fi
cd "$root" || exit 2

# ---- where files must have a name from the start ----

# fail.so has the system refuse files without a name (tmpfile), or names for them (linkat).
cat > "$work/fail.c" <<'C'
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
static int is(const char *what) { const char *failing = getenv("FAILING"); return failing && strcmp(failing, what) == 0; }
int open(const char *path, int flags, ...)
{
    va_list rest;
    va_start(rest, flags);
    mode_t mode = va_arg(rest, mode_t);
    va_end(rest);
    if ((flags & O_TMPFILE) == O_TMPFILE && is("tmpfile")) { errno = EOPNOTSUPP; return -1; }
    return ((int (*)(const char *, int, mode_t))dlsym(RTLD_NEXT, "open"))(path, flags, mode);
}
int linkat(int a, const char *from, int b, const char *to, int flags)
{
    if (is("linkat")) { errno = EPERM; return -1; }
    return ((int (*)(int, const char *, int, const char *, int))dlsym(RTLD_NEXT, "linkat"))(a, from, b, to, flags);
}
C
if ! sanitized && cc -shared -fPIC -o "$work/fail.so" "$work/fail.c" -ldl 2> /dev/null; then
    for failing in tmpfile linkat; do
        shimmed() { env LD_PRELOAD="$work/fail.so" FAILING=$failing "$PROGRAM" "$@"; }
        in_copy $failing 'echo old > a; chmod 640 a; ln -s a link'
        umask 027
        shimmed check api.yaml session.har --report json=link --report junit=new --write-baseline accepted.json > /dev/null 2> "$work/stderr"
        umask 022
        verdict $failing-replaces "$(cat "$work/stderr") $(ls -lA)" eval '[ -L link ] && jq -e .version a > /dev/null && [ "$(stat -c %a a)" = 640 ]'
        verdict $failing-makes "$(ls -lA)" eval '[ "$(stat -c %a new)" = 640 ] && grep -q testsuite new'
        verdict $failing-writes-the-baseline "$(cat accepted.json)" eval 'jq -e .version accepted.json > /dev/null'
        verdict $failing-leaves-nothing "$(ls -A)" eval '! ls -A | grep -q "^\.oasdrift"'
        cd "$root" || exit 2
    done
    in_copy named-and-killed 'mkfifo ../never2'
    for signals in INT TERM HUP QUIT XCPU INT,INT TERM,INT; do
        env LD_PRELOAD="$work/fail.so" FAILING=tmpfile "$PROGRAM" check api.yaml - --report json=b.json < ../never2 > /dev/null 2>&1 &
        pid=$!
        exec 7> ../never2
        tries=0
        while ! ls -A | grep -q '^\.oasdrift' && [ $tries -lt 50 ]; do sleep 0.1; tries=$((tries + 1)); done
        verdict "has-a-name-before-$signals" "$(ls -A)" eval 'ls -A | grep -q "^\.oasdrift"'
        for signal in $(echo $signals | tr , ' '); do kill -$signal $pid 2> /dev/null; sleep 0.1; done
        exec 7>&-
        wait $pid 2> /dev/null
        verdict "named-file-is-gone-after-$signals" "$(ls -A)" eval '! ls -A | grep -q "^\.oasdrift"'
    done
    cd "$root" || exit 2
else
    skip files-with-names "a build without sanitizers, and cc"
fi
