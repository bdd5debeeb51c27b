# What pages that are made of Markdown and of C have in common: text as mdoc(7) takes it.

function escaped(text) {
    gsub(/\\/, "\\e", text)
    gsub(/\^/, "\\(ha", text)
    gsub(/~/, "\\(ti", text)
    gsub(/"/, "\\(dq", text)
    return text
}

# What is typed: its hyphens and quotes are those of ASCII.
function code(text) {
    text = escaped(text)
    gsub(/-/, "\\-", text)
    gsub(/'/, "\\(aq", text)
    return text
}

# A line that begins with a dot or an apostrophe would be a request.
function line_of(text) {
    return text ~ /^[.']/ ? "\\&" text : text
}

# Running text: a sentence begins a line, and no line is long. `...` is typed, **...** is stressed, a
# link is its text.
function text_lines(text,    parts, words, count, n, i, j, line, lines, word) {
    while (match(text, /\[[^]`]*\]\([^)]*\)/)) {
        word = substr(text, RSTART + 1, RLENGTH - 1)
        sub(/\]\([^)]*\)$/, "", word)
        text = substr(text, 1, RSTART - 1) word substr(text, RSTART + RLENGTH)
    }
    count = split(text, parts, "`")
    text = ""
    for (i = 1; i <= count; i++)
        text = text (i % 2 ? stressed(escaped(parts[i])) : "\\fB" code(parts[i]) "\\fR")
    n = split(text, words, " ")
    line = lines = ""
    for (j = 1; j <= n; j++) {
        if (line != "" && length(line) + length(words[j]) > 74) {
            lines = lines line_of(line) "\n"
            line = ""
        }
        line = line (line == "" ? "" : " ") words[j]
        if (j < n && line ~ /[.?!]$/ && words[j + 1] ~ /^[A-Z]/) {
            lines = lines line_of(line) "\n"
            line = ""
        }
    }
    lines = lines line_of(line)
    sub(/\n$/, "", lines)
    return lines
}

function put_text(text) {
    print text_lines(text)
}

function put_line(text) {
    print line_of(text)
}

function stressed(text,    parts, count, i, out) {
    count = split(text, parts, "[*][*]")
    out = ""
    for (i = 1; i <= count; i++)
        out = out (i % 2 ? parts[i] : "\\fB" parts[i] "\\fR")
    return out
}

# head NAME SECTION SUMMARY
function put_head(name, section, summary) {
    print ".Dd " date
    print ".Dt " toupper(name) " " section
    print ".Os oasdrift " version
    print ".Sh NAME"
    print ".Nm " name
    print ".Nd " summary
}
