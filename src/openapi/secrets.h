/* What a description says of secrets. */
#ifndef OASDRIFT_OPENAPI_SECRETS_H
#define OASDRIFT_OPENAPI_SECRETS_H

#include "openapi/openapi.h"
#include "redact/redaction.h"

/* Where requests have the credential of the scheme; false: nowhere. In the arena, apart from texts
   of the description. */
bool openapi_credential(struct arena *arena, const struct security_scheme *scheme,
                        struct credential *credential);
/* Tells the redaction the names under which the credentials of the description's security schemes
   stand, and the words of its documents, which are none. The description must outlive it. */
void openapi_tell_secrets(const struct api *api, struct redaction *redaction);

#endif
