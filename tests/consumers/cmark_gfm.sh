# cmark_gfm.sh FILE: GitHub's own renderer makes of it the table and the parts that unfold, and no links.
cmark-gfm --unsafe -e table -e autolink -e strikethrough -e tasklist "$1" > "$TMP/page.html" || exit 1
count() { grep -oF -- "$1" "$2" | wc -l; }
for tag in details summary pre code table; do
    [ "$(count "<$tag>" "$TMP/page.html")" = "$(count "</$tag>" "$TMP/page.html")" ] || { echo "<$tag> is not closed"; exit 1; }
done
rows=$(sed '/^<pre>$/,/^<.pre>$/d' "$1" | grep '^| ' | grep -vcF '| --- |')
[ "$(count '<tr>' "$TMP/page.html")" = "$rows" ] || { echo "not $rows rows"; exit 1; }
[ "$(count '<td' "$TMP/page.html")" -ge "$(((rows - $(count '<table>' "$TMP/page.html")) * 3))" ] || { echo "cells are missing"; exit 1; }
! grep -nE '<(a|img|script|del|em|input)[ >]' "$TMP/page.html"
