# xunit_viewer.sh FILE...: makes a page of them.
mkdir "$TMP/in" && cp "$@" "$TMP/in" &&
    node "$MODULES/xunit-viewer/bin/xunit-viewer.js" --results="$TMP/in" --output="$TMP/page.html" > "$TMP/shown" 2>&1 &&
    [ -s "$TMP/page.html" ] && exit 0
head -n 20 "$TMP/shown"
exit 1
