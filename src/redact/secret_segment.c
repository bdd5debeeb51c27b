#include "redact/secret_segment.h"

enum { SEGMENT_MAX_BYTES = 20 /* longer ones are none of the names */ };

/* "Reset-Password" and "reset_password" are one name. */
static struct str without_marks(struct str segment, char *joined)
{
    size_t length = 0;

    if (segment.length > SEGMENT_MAX_BYTES)
        return STR("");
    for (size_t i = 0; i < segment.length; i++)
        if (!char_is_any(segment.text[i], "-_"))
            joined[length++] = ascii_lower(segment.text[i]);
    return (struct str){joined, length};
}

/* By the first letter of a name. */
static bool may_lead(struct str segment)
{
    return segment.length >= 4 && char_is_any(ascii_lower(segment.text[0]), "acefijlmnoprsuv");
}

bool segment_leads_to_secret(struct str segment)
{
    static const struct str names[] = {STR_INITIAL("accept"),
                                       STR_INITIAL("acceptinvite"),
                                       STR_INITIAL("acceptinvitation"),
                                       STR_INITIAL("activate"),
                                       STR_INITIAL("activateaccount"),
                                       STR_INITIAL("changepassword"),
                                       STR_INITIAL("confirm"),
                                       STR_INITIAL("confirmaccount"),
                                       STR_INITIAL("confirmemail"),
                                       STR_INITIAL("emailconfirmation"),
                                       STR_INITIAL("emailverification"),
                                       STR_INITIAL("forgotpassword"),
                                       STR_INITIAL("invitation"),
                                       STR_INITIAL("invite"),
                                       STR_INITIAL("join"),
                                       STR_INITIAL("login"),
                                       STR_INITIAL("loginlink"),
                                       STR_INITIAL("magic"),
                                       STR_INITIAL("magiclink"),
                                       STR_INITIAL("magiclogin"),
                                       STR_INITIAL("newpassword"),
                                       STR_INITIAL("onetimelink"),
                                       STR_INITIAL("optin"),
                                       STR_INITIAL("optout"),
                                       STR_INITIAL("passwordless"),
                                       STR_INITIAL("passwordreset"),
                                       STR_INITIAL("recover"),
                                       STR_INITIAL("recoveraccount"),
                                       STR_INITIAL("recoverpassword"),
                                       STR_INITIAL("reset"),
                                       STR_INITIAL("resetpassword"),
                                       STR_INITIAL("setpassword"),
                                       STR_INITIAL("signin"),
                                       STR_INITIAL("signinlink"),
                                       STR_INITIAL("unlock"),
                                       STR_INITIAL("unsubscribe"),
                                       STR_INITIAL("validateemail"),
                                       STR_INITIAL("verify"),
                                       STR_INITIAL("verifyaccount"),
                                       STR_INITIAL("verifyemail")};
    char bytes[SEGMENT_MAX_BYTES];
    struct str name;

    if (!may_lead(segment))
        return false;
    name = without_marks(segment, bytes);
    for (size_t i = 0; i < ARRAY_LENGTH(names); i++)
        if (str_equal(name, names[i]))
            return true;
    return false;
}

/* Hosts whose URLs are credentials: Slack, incoming webhooks; Discord, webhooks; Telegram, Bot API;
   Microsoft Teams, incoming webhooks; IFTTT, Maker webhooks. */
bool host_is_of_hooks(struct str host)
{
    static const struct str hosts[] = {
        STR_INITIAL("hooks.slack.com"),    STR_INITIAL("discord.com"),
        STR_INITIAL("discordapp.com"),     STR_INITIAL("api.telegram.org"),
        STR_INITIAL("webhook.office.com"), STR_INITIAL("outlook.office.com"),
        STR_INITIAL("maker.ifttt.com")};

    if (host.length < 11 || host.text[host.length - 4] != '.') /* ".com", ".org" */
        return false;
    for (size_t i = 0; i < ARRAY_LENGTH(hosts); i++) {
        size_t front = host.length - hosts[i].length;

        if (host.length >= hosts[i].length && (front == 0 || host.text[front - 1] == '.') &&
            str_equal_ignoring_case(str_slice(host, front, SIZE_MAX), hosts[i]))
            return true;
    }
    return false;
}

bool url_may_have_token(struct str url)
{
    while (url.text) {
        struct str segment = str_cut(&url, '/');

        if (url.text && (segment_leads_to_secret(segment) || host_is_of_hooks(segment)))
            return true;
    }
    return false;
}
