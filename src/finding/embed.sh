#!/bin/sh
# Writes the rule pages and rule sets under $1 as an assembler file: the table that
# finding/embedded.c looks names up in.
set -eu
folder=$1

printf '    .section .rodata\n'
count=0
for file in "$folder"/*.md "$folder"/sets/*.yaml; do
    [ -f "$file" ] || continue
    name=${file#"$folder"/}
    printf '.Lname%d: .asciz "%s"\n.Lstart%d: .incbin "%s"\n.Lend%d: .byte 0\n' \
        "$count" "$name" "$count" "$file" "$count"
    count=$((count + 1))
done
printf '    .section .data.rel.ro,"aw"\n    .balign 8\n'
printf '    .globl embedded_files\n    .hidden embedded_files\nembedded_files:\n'
i=0
while [ "$i" -lt "$count" ]; do
    printf '    .quad .Lname%d, .Lstart%d, .Lend%d - .Lstart%d\n' "$i" "$i" "$i" "$i"
    i=$((i + 1))
done
printf '    .quad 0, 0, 0\n'
printf '    .section .note.GNU-stack,"",%%progbits\n'
