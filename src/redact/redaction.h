/* Secrets never reach a report: what goes into a finding, a sample or an event passes here first.
 */
#ifndef OASDRIFT_REDACT_REDACTION_H
#define OASDRIFT_REDACT_REDACTION_H

#include "base/arena.h"
#include "http/exchange.h"

#define REDACTED "[redacted]"

struct redaction;

struct redaction *redaction_new(void);
void redaction_free(struct redaction *redaction);
/* Beside the built-in names (authorization, cookie, set-cookie, x-api-key, *token*, *secret*...).
 */
void redaction_add_header(struct redaction *redaction, struct str name);
void redaction_add_query(struct redaction *redaction, struct str name);
/* A literal that must not appear anywhere: raw, percent-encoded, JSON-escaped, in base64. Shorter
   than 4 bytes is ignored. */
void redaction_add_value(struct redaction *redaction, struct str value);
/* Remembers the credentials an exchange carries (bearer tokens, cookies, API keys, userinfo). */
void redaction_learn(struct redaction *redaction, const struct exchange *exchange);
/* Forgets what was learned. */
void redaction_forget(struct redaction *redaction);

/* For threads: another one that knows the names and values that were given, and nothing learned. */
struct redaction *redaction_fork(const struct redaction *redaction);
/* What was learned, as text in the arena; *count of them, the oldest first. */
const struct str *redaction_learned(const struct redaction *redaction, struct arena *arena,
                                    size_t *count);
/* Learns these too. true: it knows others beside them. */
bool redaction_learn_values(struct redaction *redaction, const struct str *values, size_t count);

bool redaction_hides_header(const struct redaction *redaction, struct str name);
/* The same, remembered: for names that are asked for with every exchange. */
bool redaction_recalls_header(struct redaction *redaction, struct str name);
/* Known secret values and JWT-like strings replaced; the text itself when there is nothing. */
struct str redact_text(const struct redaction *redaction, struct arena *arena, struct str text);
/* Also userinfo and secret query parameters. */
struct str redact_url(const struct redaction *redaction, struct arena *arena, struct str url);
/* curl -sS 'URL' -X METHOD -H ...: the request again as one printable line, secrets out, quoted for
   a POSIX shell ($'...' where there are lines). What clients tell about themselves (user-agent,
   traces, telemetry) is left out. */
struct str redact_curl(const struct redaction *redaction, struct arena *arena,
                       const struct exchange *exchange);

#endif
