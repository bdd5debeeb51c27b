/* Secrets never reach a report: what goes into a finding, a sample or an event passes here first.
   Names of headers and parameters are secret, and values, which are given or learned. */
#ifndef OASDRIFT_REDACT_REDACTION_H
#define OASDRIFT_REDACT_REDACTION_H

#include "base/arena.h"
#include "document/node.h"
#include "http/exchange.h"
#include "redact/credential.h"
#include "redact/known_secrets.h"
#include "redact/secret_digest.h"
#include "redact/secret_name.h"
#include "redact/secret_places.h"

#define REDACTED "[redacted]"

struct redaction;

struct redaction *redaction_new(void);
void redaction_free(struct redaction *redaction);
/* A secret name beside those of secret_names.def, in each of the places. Names of headers compare
   without case. */
void redaction_add_name(struct redaction *redaction, unsigned places, struct str name);
/* Where a credential stands, and the variable that has it: in commands that ask again it stands in
   the value's place. It takes a name to hide the value. */
void redaction_add_credential(struct redaction *redaction, const struct credential *credential);
/* Those that were added. */
const struct credential *redaction_credentials(const struct redaction *redaction, size_t *count);
/* A value that must not appear anywhere, in none of the forms that redact_text knows. One of fewer
   than 4 bytes is ignored. Before anything is learned. */
void redaction_add_value(struct redaction *redaction, struct str value);
/* The strings of a description's document are no secrets, unless the user gave them: what stands
   there is known to everybody. The document must outlive the redaction. Not for two threads at
   once, and before a fork. */
void redaction_add_words(struct redaction *redaction, const struct node *root);
/* Remembers the credentials an exchange carries in its headers and its URL: bearer tokens and what
   they are made of, cookies as they stand and decoded, API keys, userinfo. */
void redaction_learn(struct redaction *redaction, const struct exchange *exchange);
/* The same of a body, by its media type (which may be absent) or by what it looks like: members,
   fields, parts, elements and arguments with secret names, and texts in them. The arena is for
   reading it. */
void redaction_learn_body(struct redaction *redaction, struct arena *arena, struct str type,
                          struct str bytes);
/* The same of one that was read as JSON. */
void redaction_learn_json(struct redaction *redaction, struct arena *arena,
                          const struct node *root);
/* One value that somebody knows to be secret, and what it says in Base64. Words, placeholders and
   what is shorter than SECRET_MIN_BYTES (known_secrets.h) are not learned. */
void redaction_learn_value(struct redaction *redaction, struct str value);
/* Forgets what was learned. */
void redaction_forget(struct redaction *redaction);
/* Was there more to learn than is kept? Then every text is secret. */
bool redaction_is_full(const struct redaction *redaction);
/* There was: another one, whose values this one learns, has met the ceiling. */
void redaction_fill(struct redaction *redaction);

/* From now on a digest is kept of each value that is learned and cannot be guessed, and is no word
   of a description: for other parts of the run. key: of secret_digest_key. Before a fork. */
void redaction_keep_digests(struct redaction *redaction, struct str key);
/* They are forgotten with the values. */
struct secret_digests *redaction_digests(struct redaction *redaction);

/* For threads: another one that knows the names and values that were given, and nothing learned. It
   must go before this one. */
struct redaction *redaction_fork(const struct redaction *redaction);
/* What was learned, in the arena; *count of them, the oldest first. */
const struct secret_text *redaction_learned(const struct redaction *redaction, struct arena *arena,
                                            size_t *count);
/* Learns these too. true: it has learned others beside them. */
bool redaction_learn_values(struct redaction *redaction, const struct secret_text *values,
                            size_t count);

/* The one answer to "is this secret?" by name: is the value secret that stands under it there?
   place: a name_place, with NAME_IN_AUTHORIZATION where the message is about one. value: its text,
   decoded; STR_NONE of an object or array, which is secret if all in it is. What is not asked here:
   names above (secret_name_of_ancestor), schemas, and the forms that redact_text knows. */
bool redaction_hides(const struct redaction *redaction, unsigned place, struct str name,
                     struct str value);
/* What the name tells, whatever the value; remembered, for names that come with every exchange. */
enum secrecy redaction_recalls(struct redaction *redaction, unsigned place, struct str name);
/* The same, not remembered. */
enum secrecy redaction_tells(const struct redaction *redaction, unsigned place, struct str name);
/* Is a value secret under a name that tells so much? */
bool secrecy_hides(enum secrecy secrecy, struct str value);
/* Is the node of root secret by the name that it stands under, by a name above, or by what is in
   it? */
bool redaction_hides_node(const struct redaction *redaction, struct arena *arena,
                          const struct node *root, const struct node *node);
/* Is each value secret of a header with this name? */
bool redaction_hides_header(const struct redaction *redaction, struct str name);
/* The same, remembered. */
bool redaction_recalls_header(struct redaction *redaction, struct str name);
/* The text with REDACTED in place of known values, of what is secret by its form (secret_form.h)
   and of JSON members with secret names; the text itself when it has none of them. A value is found
   as it is, with ASCII letters in another case, with the escapes of URLs, JSON, XML and HTML, one
   of them or several around each other, within Base64 (once or twice), in quoted-printable, and
   broken over lines. Linear in the text, whatever is known. */
struct str redact_text(const struct redaction *redaction, struct arena *arena, struct str text);
/* Also without userinfo, and the values of secret parameters in path, query and fragment. */
struct str redact_url(const struct redaction *redaction, struct arena *arena, struct str url);
/* The same, and without what stands at the places. url: the request's own. */
struct str redact_url_at(const struct redaction *redaction, struct arena *arena, struct str url,
                         const struct secret_places *places);
/* A header's value, "a=1&b=2" of a query or form, and a body of a media type (which may be absent),
   without the secrets that their structure tells and those at the places; known values are still in
   them. */
struct str redact_header_at(const struct redaction *redaction, struct arena *arena, struct str name,
                            struct str value, const struct secret_places *places);
struct str redact_pairs_at(const struct redaction *redaction, struct arena *arena, struct str pairs,
                           const struct secret_places *places);
struct str redact_body_at(const struct redaction *redaction, struct arena *arena, struct str type,
                          struct str bytes, const struct secret_places *places);
/* A message to people without the secrets of the arguments in it, whatever is known: URLs as
   redact_url has them, "token=abc", and what is secret by its form. */
struct str redact_message(struct arena *arena, struct str text);
/* An argument that ought to be a URL, and may lack its scheme: what stands before the '@' of
   "me:secret@host" is userinfo, too. */
struct str redact_asked_url(struct arena *arena, struct str url);
/* The request as request_excerpt_curl has it. places: more secrets of it; may be NULL. STR_NONE: no
   such line can be made. */
struct str redact_curl(const struct redaction *redaction, struct arena *arena,
                       const struct exchange *exchange, const struct secret_places *places);

#endif
