/* What a description says of secrets. */
#ifndef OASDRIFT_OPENAPI_SECRETS_H
#define OASDRIFT_OPENAPI_SECRETS_H

#include "openapi/openapi.h"
#include "redact/redaction.h"

/* Tells the redaction the names under which the credentials of the description's security schemes
   stand, and the words of its documents, which are none. The description must outlive it. */
void openapi_tell_secrets(const struct api *api, struct redaction *redaction);

#endif
