/* Strings in the JSON that commands print. */
#ifndef OASDRIFT_CLI_JSON_STRING_H
#define OASDRIFT_CLI_JSON_STRING_H

/* To standard output, with its quotes. text: valid UTF-8 whose only control characters are line
   feeds, as texts of ours and escaped ones (base/escape.h) are; a line feed becomes a space. */
void print_json_string(const char *text);

#endif
