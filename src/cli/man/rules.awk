# oasdrift-rules(7): rules/README.md, and the rules of rules.def and diagnostics.def, in this order of
# files, behind mdoc.awk. Variables: date, version.

function end_list() {
    if (in_list)
        print ".El"
    in_list = columns = 0
}

function end_paragraph() {
    if (paragraph == "")
        return
    end_list()
    if (!after_title)
        print ".Pp"
    after_title = 0
    put_text(paragraph)
    paragraph = ""
}

function start_list() {
    if (!in_list)
        print ".Bl -tag -width Ds"
    in_list = 1
    after_title = 0
}

# The cells of "| a | b |" are cells[1]...; a bar in `...` that is escaped is none.
function split_row(line,    n, i) {
    gsub(/\\[|]/, "\001", line)
    sub(/^ *[|] */, "", line)
    sub(/ *[|] *$/, "", line)
    n = split(line, cells, / *[|] */)
    for (i = 1; i <= n; i++)
        gsub(/\001/, "|", cells[i])
    return n
}

function table_row(line,    n, i) {
    n = split_row(line)
    if (!columns) {
        for (i = 1; i <= n; i++)
            titles[i] = cells[i]
        columns = n
        return
    }
    if (cells[1] ~ /^-+$/)
        return
    start_list()
    print ".It Xo"
    put_text(cells[1])
    print ".Xc"
    for (i = 2; i <= n; i++) {
        if (n > 2) {
            if (i > 2)
                print ".Pp"
            put_text(titles[i] ": " cells[i])
        } else {
            put_text(cells[i])
        }
    }
}

# Of a diagnostic's page: its first paragraph but for the one that stands in all of them.
function what_it_is(page,    line, text) {
    while ((getline line < page) > 0) {
        if (line ~ /^[^#]/)
            text = text " " line
        else if (text ~ /A diagnostic, not a finding/)
            text = ""
        else if (text != "")
            break
    }
    close(page)
    return text
}

FNR == 1 && FILENAME ~ /README\.md$/ {
    put_head("oasdrift-rules", 7, "rules, rule sets and what is in them")
    print ".Sh DESCRIPTION"
    after_title = 1
    next
}
FILENAME ~ /README\.md$/ && /^```/ {
    end_paragraph()
    end_list()
    print in_code ? ".Ed" : ".Bd -literal"
    in_code = !in_code
    after_title = 0
    next
}
in_code { put_line(code("  " $0)); next }
FILENAME ~ /README\.md$/ && /^## / {
    end_paragraph()
    end_list()
    print ".Sh " toupper(escaped(substr($0, 4)))
    after_title = 1
    next
}
FILENAME ~ /README\.md$/ && /^[|]/ { end_paragraph(); table_row($0); next }
FILENAME ~ /README\.md$/ && /^$/ { end_paragraph(); end_list(); next }
FILENAME ~ /README\.md$/ { paragraph = paragraph (paragraph == "" ? "" : " ") $0; next }

FNR == 1 && FILENAME ~ /rules\.def$/ {
    end_paragraph()
    end_list()
    print ".Sh RULES"
    print "Each with its class, and its severity where no rule set says another."
    start_list()
}
/^RULE\(/ {
    # RULE(NAME, "id", CLASS, SEVERITY, "title")
    line = $0
    sub(/^RULE\([A-Z0-9_]*, "/, "", line)
    id = substr(line, 1, index(line, "\"") - 1)
    line = substr(line, length(id) + 4)
    split(line, fields, ", ")
    title = line
    sub(/^[A-Z]*, [A-Z]*, "/, "", title)
    sub(/"\).*$/, "", title)
    print ".It Cm " code(id)
    put_text(title ".")
    put_text(toupper(substr(fields[1], 1, 1)) tolower(substr(fields[1], 2)) ", " tolower(fields[2]) ".")
}
FNR == 1 && FILENAME ~ /diagnostics\.def$/ {
    end_list()
    print ".Sh WHAT MAKES A RUN INCOMPLETE"
    print "These are no findings: they make the exit code 3 (1 where there are findings, too),"
    print "and no baseline or rule set takes them away."
    start_list()
}
/^DIAGNOSTIC\("/ {
    id = $0
    sub(/^DIAGNOSTIC\("/, "", id)
    sub(/".*/, "", id)
    print ".It Cm " code(id)
    put_text(what_it_is("rules/" id ".md"))
}
END {
    end_list()
    print ".Sh SEE ALSO"
    print ".Xr oasdrift 1 ,"
    print ".Xr oasdrift\\-explain 1 ,"
    print ".Xr oasdrift.yaml 5"
}
