#!/bin/sh
# library.sh: what `make install` leaves is usable: a program compiles and runs against the shared and
# the static library, and both show nothing but oasdrift_*.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
${MAKE:-make} --no-print-directory -s BUILD=build SAN= install DESTDIR="$folder" PREFIX=/usr >/dev/null
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
cc "$folder/user.c" -I"$folder/usr/include" "$folder/usr/lib/liboasdrift.a" \
    $(pkg-config --static --libs-only-l oasdrift | sed 's/-loasdrift//') -o "$folder/static"
"$folder/static" >/dev/null
others=$(nm -D --defined-only "$folder/usr/lib/liboasdrift.so" | awk '{print $3}' | grep -v '^oasdrift_' || true)
others="$others$(nm -g --defined-only "$folder/usr/lib/liboasdrift.a" | awk 'NF == 3 {print $3}' | grep -v '^oasdrift_' || true)"
if [ -n "$others" ]; then
    echo "exported beside oasdrift_*: $others"
    exit 1
fi
echo "library: installs, links both ways, exports oasdrift_* only"
