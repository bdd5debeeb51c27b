/* Lists of texts as calls take them, made here: the array is owned, its texts are borrowed. A
   zeroed one is empty. */
#ifndef OASDRIFT_CLI_TEXT_LIST_H
#define OASDRIFT_CLI_TEXT_LIST_H

#include "base/str.h"
#include "oasdrift.h"

void text_list_add(struct oasdrift_list *list, const char *text);
void text_list_add_all(struct oasdrift_list *list, const struct oasdrift_list *added);
bool text_list_has(const struct oasdrift_list *list, struct str text);
/* Frees the array; the list is empty then. */
void text_list_release(struct oasdrift_list *list);

#endif
