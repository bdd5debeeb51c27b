# liboasdrift(3), of src/oasdrift.h, behind mdoc.awk: the comment at its top, then under each
# "---- title ----" its types, field by field, and its calls. It reads lines as `make format` leaves
# them. Variables: date, version.

BEGIN { after_title = 1 }

function trimmed(s) {
    gsub(/[ \t\n]+/, " ", s)
    sub(/^ /, "", s)
    sub(/ $/, "", s)
    return s
}

# Lines of the page are kept: SYNOPSIS goes before what is read first.
function out(line) { body = body line "\n" }

# ---- prose ----

# The comment without its marks; lines keep their indentation.
function uncommented(comment) {
    sub(/^\/\* ?/, "", comment)
    sub(/ *\*\/ *$/, "", comment)
    gsub(/\n \* ?/, "\n", comment)
    return comment
}

# Paragraphs, and lines that are indented by four blanks as code.
function put_comment(comment,    lines, n, i, paragraph, in_code) {
    n = split(uncommented(comment), lines, "\n")
    paragraph = ""
    for (i = 1; i <= n; i++) {
        if (lines[i] ~ /^    /) {
            put_paragraph(paragraph)
            paragraph = ""
            if (!in_code)
                out(".Bd -literal")
            in_code = 1
            out(code("  " substr(lines[i], 5)))
            continue
        }
        if (in_code)
            out(".Ed")
        in_code = 0
        if (lines[i] ~ /^ *$/) {
            put_paragraph(paragraph)
            paragraph = ""
        } else {
            paragraph = paragraph " " lines[i]
        }
    }
    put_paragraph(paragraph)
}

function put_paragraph(paragraph) {
    paragraph = trimmed(paragraph)
    if (paragraph == "")
        return
    if (!after_title)
        out(".Pp")
    after_title = 0
    out(text_lines(paragraph))
}

function put_title(macro, title) {
    out(macro " " title)
    after_title = 1
}

# ---- types ----

function put_field(declaration, comment) {
    if (!in_list)
        out(".Bl -tag -width Ds")
    in_list = 1
    sub(/[;,] *$/, "", declaration)
    out(".It Va \"" code(trimmed(declaration)) "\"")
    if (comment != "")
        out(text_lines(trimmed(comment)))
    after_title = 0
}

function end_type() {
    if (in_list)
        out(".El")
    in_list = in_type = 0
    before = ""
}

# A line of a type: a field, with what is said of it behind it or on the lines before.
function type_line(line,    at) {
    if (in_comment) {
        said = said " " line
    } else if (line ~ /^ *\/\*/) {
        field = ""
        said = line
    } else if (line ~ /^ *$/) {
        return
    } else {
        at = index(line, "/*")
        field = at ? substr(line, 1, at - 1) : line
        said = at ? substr(line, at) : waiting
        if (!at) {
            put_field(field, waiting)
            waiting = ""
            return
        }
    }
    in_comment = line !~ /\*\//
    if (in_comment)
        return
    sub(/^ *\/\* */, "", said)
    sub(/ *\*\/.*/, "", said)
    if (field == "")
        waiting = said
    else
        put_field(field, said)
}

# ---- calls ----

# "OASDRIFT_API int oasdrift_check(const char *a, ...);": its type, its name, its parameters.
function prototype(declaration,    name, type, list, parameters, n, i, lines) {
    declaration = trimmed(declaration)
    sub(/^OASDRIFT_API /, "", declaration)
    sub(/\);$/, "", declaration)
    match(declaration, /oasdrift_[a-z_]*\(/)
    type = trimmed(substr(declaration, 1, RSTART - 1))
    name = substr(declaration, RSTART, RLENGTH - 1)
    list = substr(declaration, RSTART + RLENGTH)
    lines = ".Ft \"" code(type) "\"\n.Fo " name "\n"
    # A parameter that is a function has commas of its own.
    while (match(list, /\([^()]*,[^()]*\)/))
        list = substr(list, 1, RSTART - 1) commas_hidden(substr(list, RSTART, RLENGTH)) \
               substr(list, RSTART + RLENGTH)
    n = split(list, parameters, /, */)
    for (i = 1; i <= n; i++) {
        gsub(/\001/, ", ", parameters[i])
        lines = lines ".Fa \"" code(parameters[i]) "\"\n"
    }
    return lines ".Fc"
}

function commas_hidden(s) {
    gsub(/, */, "\001", s)
    return s
}

function call(declaration) {
    synopsis = synopsis prototype(declaration) "\n"
    put_title(".Ss", code(substr(declaration, match(declaration, /oasdrift_[a-z_]*\(/), RLENGTH - 1)))
    if (before != "")
        put_comment(before)
    before = ""
}

# ---- lines ----

in_type && /^\};/ { end_type(); next }
in_type { type_line($0); next }
in_top || /^\/\*/ {
    comment = comment (in_top ? "\n" : "") $0
    in_top = $0 !~ /\*\/ *$/
    if (in_top)
        next
    if (comment ~ /^\/\* ---- /) {
        gsub(/\/\* *---- *| *---- *\*\//, "", comment)
        put_title(".Sh", toupper(code(comment)))
    } else if (!described) {
        put_comment(comment)
        described = 1
        put_title(".Sh", "WHAT CALLS RETURN, AND LISTS")
    } else {
        before = comment
    }
    comment = ""
    next
}
/^#define OASDRIFT_[A-Z_]+ "/ {
    put_title(".Ss", code($2))
    if (before != "")
        put_comment(before)
    put_paragraph("It is " code($3) ".")
    before = ""
    next
}
/^(struct|enum) [a-z_]+ \{$/ {
    put_title(".Ss", code($1 " " $2))
    if (before != "")
        put_comment(before)
    in_type = 1
    waiting = said = field = ""
    in_comment = 0
    next
}
declaration != "" || /^OASDRIFT_API/ {
    declaration = declaration " " $0
    if ($0 ~ /;$/) {
        call(declaration)
        declaration = ""
    }
}
END {
    put_head("liboasdrift", 3, "HTTP exchanges held against an OpenAPI description")
    print ".Sh SYNOPSIS"
    print ".In oasdrift.h"
    printf "%s", synopsis
    print ".Sh DESCRIPTION"
    printf "%s", body
    print ".Sh SEE ALSO"
    print ".Xr oasdrift 1 ,"
    print ".Xr oasdrift\\-rules 7"
}
