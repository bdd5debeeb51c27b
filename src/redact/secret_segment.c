#include "redact/secret_segment.h"

bool segment_leads_to_secret(struct str segment)
{
    static const struct str names[] = {
        STR_INITIAL("reset"),          STR_INITIAL("reset-password"),
        STR_INITIAL("reset_password"), STR_INITIAL("password-reset"),
        STR_INITIAL("password_reset"), STR_INITIAL("passwordreset"),
        STR_INITIAL("resetpassword"),  STR_INITIAL("invite"),
        STR_INITIAL("invitation"),     STR_INITIAL("magic-link"),
        STR_INITIAL("magic"),          STR_INITIAL("magiclink"),
        STR_INITIAL("verify-email"),   STR_INITIAL("email-verification"),
        STR_INITIAL("unsubscribe"),    STR_INITIAL("accept-invite"), STR_INITIAL("verify"), STR_INITIAL("verification"), STR_INITIAL("verify_email"), STR_INITIAL("verifyemail"), STR_INITIAL("confirm"), STR_INITIAL("confirm-email"), STR_INITIAL("confirmation"), STR_INITIAL("email-confirmation"), STR_INITIAL("activate"), STR_INITIAL("activation"), STR_INITIAL("recover"), STR_INITIAL("recovery"), STR_INITIAL("set-password"), STR_INITIAL("setpassword"), STR_INITIAL("new-password"), STR_INITIAL("change-password"), STR_INITIAL("forgot-password"), STR_INITIAL("magic_link"), STR_INITIAL("accept"), STR_INITIAL("join"), STR_INITIAL("opt-out"), STR_INITIAL("opt-in"), STR_INITIAL("unlock"), STR_INITIAL("signin"), STR_INITIAL("sign-in"), STR_INITIAL("login"), STR_INITIAL("passwordless")};

    if (segment.length < 5 || !char_is_any(ascii_lower(segment.text[0]), "aeimpruv"))
        return false;
    for (size_t i = 0; i < ARRAY_LENGTH(names); i++)
        if (segment.length == names[i].length && str_equal_ignoring_case(segment, names[i]))
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
