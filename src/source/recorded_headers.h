/* Headers as recordings write them. Pseudo headers of HTTP/2 (":path") are left out; what is no
   text gives an empty value. */
#ifndef OASDRIFT_SOURCE_RECORDED_HEADERS_H
#define OASDRIFT_SOURCE_RECORDED_HEADERS_H

#include "document/node.h"
#include "http/exchange.h"

/* [{"name": "Accept", "value": "*"}], by these two keys; one that is "disabled" was not sent. */
struct headers headers_from_pairs(struct arena *arena, const struct node *list, const char *name,
                                  const char *value);
/* {"Accept": "*", "Set-Cookie": ["a=1", "b=2"]} */
struct headers headers_from_map(struct arena *arena, const struct node *map);
/* ["Accept", "*", "Set-Cookie", "a=1"] */
struct headers headers_from_flat_list(struct arena *arena, const struct node *list);

/* A recorder counts the bytes of all headers, the start line and the empty line with them (HAR 1.2,
   headersSize), and its list has far fewer: some were left out. Programs that count the text of
   their own lists are given room for it, and values that were taken out are no such proof.
   size: -1 when it is not known; start_line: of what it has beside spaces, version and status. */
void headers_mark_left_out(struct headers *headers, int64_t size, size_t start_line);

/* Of a recorder that takes credentials out unless its user told it otherwise: where one still
   stands, it was told. */
bool headers_hide_credentials(const struct headers *headers);

/* The value of a pseudo header in a list of pairs; STR_NONE when absent. */
struct str pseudo_header(const struct node *list, const char *name);

#endif
