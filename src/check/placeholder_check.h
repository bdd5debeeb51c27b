/* Placeholders in recordings: what a recorder took out, or a template never filled in, is not
   judged. A value is judged as it stands first: one that holds is a value. In what we saw ourselves
   there are none. */
#ifndef OASDRIFT_CHECK_PLACEHOLDER_CHECK_H
#define OASDRIFT_CHECK_PLACEHOLDER_CHECK_H

#include "check/check_value_state.h"

/* The placeholder in the text; STR_NONE: there is none, or there can be none. */
struct str placeholder_of(const struct checker *checker, struct str text);
/* The same of the cookie of that name, or of what stands for all of them. */
struct str placeholder_of_cookie(const struct checker *checker, struct str name);
/* The same of a parameter as the request has it, or of what it would stand in: the query, the
   cookies. *whole: the text that the placeholder stands in, decoded; of a cookie, STR_NONE. */
struct str placeholder_of_parameter(struct checker *checker, const struct parameter *parameter,
                                    struct str *whole);
/* true: a placeholder stands for the content type, and it is said. */
bool placeholder_note_type(struct checker *checker, enum side side);
/* A placeholder stands for the query as a whole. */
bool query_is_placeholder(struct checker *checker);
/* Why the query as a whole is not known; NULL: it is. */
const char *query_unknown(struct checker *checker);
/* As a reason shows it: not longer than a few words; runs of stars are one, and the number in a
   name is a star. A part of a longer text (whole, around the placeholder), or of a value whose
   place is secret, may be a part of a secret: its marks alone are shown. STR_NONE stays. */
struct str placeholder_text(struct arena *arena, struct str placeholder, struct str whole,
                            bool secret);

/* ---- the path ---- */

/* The request's URL without a placeholder for its server, which may stand for a base path too. */
struct str placeholder_route_url(const struct checker *checker, bool *without_base);
/* No path fits: does one, with any text for the segments that are placeholders? true: it is said,
   or the route found after all. */
bool placeholder_explains_miss(struct checker *checker);

/* ---- values ---- */

/* Keeps a failure of a value that has placeholders; false: it has none, and the failure counts. */
bool placeholder_keeps_failure(struct value_check *check, const struct schema_failure *failure,
                               const struct raised *raised);
/* true: the node is a placeholder, and it is said. */
bool placeholder_note_value(struct value_check *check, const struct node *node);
/* Raises what was kept, but for what may come from a placeholder, which is not checked. */
void placeholder_raise_kept(struct value_check *check);

/* ---- bodies ---- */

/* A JSON body with placeholders outside of strings is read with quotes around them. false: it
   cannot be read all the same, which is said. */
bool placeholder_read_json(struct checker *checker, enum side side,
                           const struct media_type *media_type);
/* May what is wrong with the body's bytes come from a placeholder? It is said then. */
bool placeholder_explains_fault(struct checker *checker, enum side side,
                                const struct media_type *media_type);

#endif
