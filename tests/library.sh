#!/bin/sh
# library.sh: what `make install` leaves is usable: a program compiles and runs against the shared and
# the static library, so does the example at the top of the header, and both libraries show nothing
# but oasdrift_*. The header is C11 and C++ without a warning.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
put() { ${MAKE:-make} --no-print-directory BUILD=build SAN= CC="${CC:-cc}" install DESTDIR="$folder" "$@"; }
put PREFIX=/usr/local > /dev/null
said=$(put PREFIX=/usr)
if [ -n "$said" ]; then
    echo "make install says: $said"
    exit 1
fi
if ! grep -qx 'prefix=/usr' "$folder/usr/lib/pkgconfig/oasdrift.pc"; then
    echo "oasdrift.pc has another PREFIX than it was installed with"
    exit 1
fi
for script in bash-completion/completions/oasdrift zsh/site-functions/_oasdrift \
    fish/vendor_completions.d/oasdrift.fish; do
    if [ ! -s "$folder/usr/share/$script" ]; then
        echo "no completion script: $script"
        exit 1
    fi
done
for page in man1/oasdrift.1 man1/oasdrift-check.1 man3/liboasdrift.3 man5/oasdrift.yaml.5 man7/oasdrift-rules.7; do
    if [ ! -s "$folder/usr/share/man/$page" ]; then
        echo "no page of the manual: $page"
        exit 1
    fi
done
for schema in reports/*.schema.json; do
    if ! cmp -s "$schema" "$folder/usr/share/oasdrift/schemas/${schema##*/}"; then
        echo "no $schema is installed"
        exit 1
    fi
done
cat > "$folder/user.c" <<'C'
#include <oasdrift.h>
#include <stdio.h>
int main(void)
{
    return oasdrift_rule_page("response.body-schema", NULL) && puts(oasdrift_version()) > 0 ? 0 : 1;
}
C
export PKG_CONFIG_PATH="$folder/usr/lib/pkgconfig" PKG_CONFIG_SYSROOT_DIR="$folder"
cc "$folder/user.c" $(pkg-config --cflags --libs oasdrift) -o "$folder/shared"
LD_LIBRARY_PATH="$folder/usr/lib" "$folder/shared" >/dev/null
# All of it: archives alone, so that every library that is needed must be named. libc warns of what
# it loads at run time.
# shellcheck disable=SC2046 # words of a command
cc -static "$folder/user.c" $(pkg-config --static --cflags --libs oasdrift) -o "$folder/static" \
    2> "$folder/warnings" || { cat "$folder/warnings"; exit 1; }
"$folder/static" >/dev/null

# The example, as a reader would copy it, on files of the names that stand in it.
mkdir "$folder/example"
{
    echo '#include <oasdrift.h>'
    echo 'int main(void) {'
    sed -n '/^#ifndef/q; s/^ \*     //p' src/oasdrift.h
    echo 'return code; }'
} > "$folder/example.c"
grep -q oasdrift_check "$folder/example.c"
cc -std=c11 -Wall -Wextra -Wpedantic -Werror "$folder/example.c" \
    $(pkg-config --cflags --libs oasdrift) -o "$folder/example/program"
cp specs/applivery/windows-command.openapi.yaml "$folder/example/openapi.yaml"
cp specs/applivery/drifting.har "$folder/example/session.har"
example_exits() # CODE: with it, and with the reports it asks for
{
    code=0
    rm -f "$folder/example/drift.xml"
    (cd "$folder/example" && LD_LIBRARY_PATH="$folder/usr/lib" ./program >text) || code=$?
    if [ "$code" -ne "$1" ] || [ ! -s "$folder/example/text" ] || [ ! -s "$folder/example/drift.xml" ]; then
        echo "the example of oasdrift.h: exit code $code, expected $1 and two reports"
        exit 1
    fi
}
echo '{"version": 1, "findings": []}' > "$folder/example/accepted.json"
example_exits 1
(cd "$folder/example" && ../usr/bin/oasdrift baseline -q openapi.yaml session.har -o accepted.json)
example_exits 0
for language in c:cc:-std=c11 c++:c++:-std=c++11; do
    compiler=${language#*:}
    if command -v "${compiler%:*}" >/dev/null; then
        "${compiler%:*}" -x "${language%%:*}" "${compiler#*:}" -Wall -Wextra -Wpedantic -Werror \
            -fsyntax-only src/oasdrift.h
    else
        echo "skip: the header as ${language%%:*}: ${compiler%:*} is not here"
    fi
done

others=$(nm -D --defined-only "$folder/usr/lib/liboasdrift.so" | awk '{print $3}' | grep -v '^oasdrift_' || true)
others="$others$(nm -g --defined-only "$folder/usr/lib/liboasdrift.a" | awk 'NF == 3 {print $3}' | grep -v '^oasdrift_' || true)"
if [ -n "$others" ]; then
    echo "exported beside oasdrift_*: $others"
    exit 1
fi
echo "library: installs, links both ways, runs the example of its header, exports oasdrift_* only"
