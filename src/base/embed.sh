#!/bin/sh
# embed.sh SYMBOL FOLDER FILE...: the files under the folder as an assembler file. The table SYMBOL
# has a row for each: its name below the folder, its first byte, its length; a row of zeros ends it.
set -eu
symbol=$1
folder=$2
shift 2

printf '    .section .rodata\n'
count=0
for file; do
    printf '.Lname%d: .asciz "%s"\n.Lstart%d: .incbin "%s"\n.Lend%d: .byte 0\n' \
        "$count" "${file#"$folder"/}" "$count" "$file" "$count"
    count=$((count + 1))
done
printf '    .section .data.rel.ro,"aw"\n    .balign 8\n'
printf '    .globl %s\n    .hidden %s\n%s:\n' "$symbol" "$symbol" "$symbol"
i=0
while [ "$i" -lt "$count" ]; do
    printf '    .quad .Lname%d, .Lstart%d, .Lend%d - .Lstart%d\n' "$i" "$i" "$i" "$i"
    i=$((i + 1))
done
printf '    .quad 0, 0, 0\n'
printf '    .section .note.GNU-stack,"",%%progbits\n'
