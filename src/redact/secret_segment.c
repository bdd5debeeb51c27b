#include "redact/secret_segment.h"

/* By their first letter, for nearly all segments have another one. */
static const struct str names[26] = {
    ['a' - 'a'] = STR_INITIAL("accept acceptinvite acceptinvitation activate activateaccount"),
    ['c' - 'a'] = STR_INITIAL("changepassword confirm confirmaccount confirmemail"),
    ['e' - 'a'] = STR_INITIAL("emailconfirmation emailverification"),
    ['f' - 'a'] = STR_INITIAL("forgotpassword"),
    ['i' - 'a'] = STR_INITIAL("invitation invite"),
    ['j' - 'a'] = STR_INITIAL("join"),
    ['l' - 'a'] = STR_INITIAL("login loginlink"),
    ['m' - 'a'] = STR_INITIAL("magic magiclink magiclogin"),
    ['n' - 'a'] = STR_INITIAL("newpassword"),
    ['o' - 'a'] = STR_INITIAL("onetimelink optin optout"),
    ['p' - 'a'] = STR_INITIAL("passwordless passwordreset"),
    ['r' - 'a'] = STR_INITIAL("recover recoveraccount recoverpassword reset resetpassword"),
    ['s' - 'a'] = STR_INITIAL("setpassword signin signinlink"),
    ['u' - 'a'] = STR_INITIAL("unlock unsubscribe"),
    ['v' - 'a'] = STR_INITIAL("validateemail verify verifyaccount verifyemail"),
};

/* Is it the first of the names that stand there? "Reset-Password" and "reset_password" are one. */
static bool is_name(struct str segment, struct str list)
{
    size_t at = 0;

    for (size_t i = 0; i < segment.length; i++)
        if (at < list.length && ascii_lower(segment.text[i]) == list.text[at])
            at++;
        else if (!char_is_any(segment.text[i], "-_"))
            return false;
    return at == list.length || list.text[at] == ' ';
}

bool segment_leads_to_secret(struct str segment)
{
    unsigned letter = segment.length ? (unsigned)ascii_lower(segment.text[0]) - 'a' : 26;

    if (letter >= ARRAY_LENGTH(names))
        return false;
    for (struct str rest = names[letter]; rest.text; str_cut(&rest, ' '))
        if (is_name(segment, rest))
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
