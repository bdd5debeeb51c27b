/* Which segments of a URL's path are credentials, if they look so (secret_form_is_random). */
#ifndef OASDRIFT_REDACT_SECRET_SEGMENT_H
#define OASDRIFT_REDACT_SECRET_SEGMENT_H

#include "base/str.h"

/* Is it that of a link whose next segment is its token, or a value in its query? Who has
   "/reset-password/f8Ak29dkQ0" may do what it is for. */
bool segment_leads_to_secret(struct str segment);
/* Are the host's URLs credentials? */
bool host_is_of_hooks(struct str host);
/* Is one of them in the URL? */
bool url_may_have_token(struct str url);

#endif
