#include "redact/secret_name.h"

#include "redact/secret_form.h"
#include "unit.h"

enum {
    H = NAME_IN_HEADER,
    F = NAME_IN_FIELD,
    C = NAME_IN_COOKIE,
    M = NAME_IN_MEMBER,
    ALL = H | F | C | M,
    A = NAME_IN_AUTHORIZATION
};

static const struct {
    const char *name;
    unsigned places; /* every one of them is asked for */
    enum secrecy secrecy;
} names[] = {
    /* headers */
    {"Authorization", H, SECRECY_CERTAIN},
    {"authorization", H | F | M, SECRECY_CERTAIN},
    {"Proxy-Authorization", H, SECRECY_CERTAIN},
    {"X-Authorization", H, SECRECY_CERTAIN},
    {"X-Forwarded-Authorization", H, SECRECY_CERTAIN},
    {"X-Serverless-Authorization", H, SECRECY_CERTAIN},
    {"x-ms-authorization-auxiliary", H, SECRECY_CERTAIN},
    {"Authentication", H, SECRECY_CERTAIN},
    {"X-Authentication", H, SECRECY_CERTAIN},
    {"Authentication-Info", H, SECRECY_CERTAIN},
    {"Ocp-Apim-Subscription-Key", H, SECRECY_CERTAIN},
    {"x-functions-key", H, SECRECY_CERTAIN},
    {"Cookie", H, SECRECY_CERTAIN},
    {"SET-COOKIE", H, SECRECY_CERTAIN},
    {"Set-Cookie2", H, SECRECY_CERTAIN},
    {"X-Auth", H, SECRECY_CERTAIN},
    {"X-Auth-Token", H, SECRECY_CERTAIN},
    {"X-Auth-Key", H, SECRECY_CERTAIN},
    {"X-API-Key", H, SECRECY_CERTAIN},
    {"api-key", H, SECRECY_CERTAIN},
    {"ApiKey", H, SECRECY_CERTAIN},
    {"apikey", H, SECRECY_CERTAIN},
    {"X-RapidAPI-Key", H, SECRECY_CERTAIN},
    {"DD-API-KEY", H, SECRECY_CERTAIN},
    {"DD-APPLICATION-KEY", H, SECRECY_CERTAIN},
    {"X-Csrf-Token", H, SECRECY_CERTAIN},
    {"X-XSRF-TOKEN", H, SECRECY_CERTAIN},
    {"X-Client-Secret", H, SECRECY_CERTAIN},
    {"X-Vault-Token", H, SECRECY_CERTAIN},
    {"PRIVATE-TOKEN", H, SECRECY_CERTAIN},
    {"X-Shopify-Access-Token", H, SECRECY_CERTAIN},
    {"X-Shopify-Hmac-Sha256", H, SECRECY_CERTAIN},
    {"X-Hub-Signature-256", H, SECRECY_CERTAIN},
    {"Stripe-Signature", H, SECRECY_CERTAIN},
    {"X-Amz-Security-Token", H, SECRECY_CERTAIN},
    {"X-Goog-IAP-JWT-Assertion", H, SECRECY_CERTAIN},
    {"X-Amzn-Oidc-Data", H, SECRECY_CERTAIN},
    {"X-MS-TOKEN-AAD-ACCESS-TOKEN", H, SECRECY_CERTAIN},
    {"x-amz-server-side-encryption-customer-key", H, SECRECY_CERTAIN},
    {"DPoP", H, SECRECY_CERTAIN},
    {"X-Session-Id", H, SECRECY_CERTAIN},
    {"X-Session", H, SECRECY_CERTAIN},
    {"X-Password", H, SECRECY_CERTAIN},
    {"X-Vendor-Key", H, SECRECY_BY_FORM},
    {"Key", H, SECRECY_BY_FORM},
    {"author", ALL & ~C, SECRECY_NONE},
    {"www-authenticate", H, SECRECY_NONE},
    {"Proxy-Authenticate", H, SECRECY_NONE},
    {"Content-Type", H, SECRECY_NONE},
    {"X-Request-Id", H, SECRECY_NONE},
    {"ETag", H, SECRECY_NONE},
    {"Access-Control-Allow-Credentials", H, SECRECY_NEVER},
    {"Access-Control-Allow-Headers", H, SECRECY_NONE},
    {"Idempotency-Key", H, SECRECY_NEVER},
    {"Sec-WebSocket-Key", H, SECRECY_NEVER},
    {"Surrogate-Key", H, SECRECY_NEVER},
    {"X-Cache-Key", H, SECRECY_NEVER},
    {"x-ratelimit-limit-tokens", H, SECRECY_NEVER},
    {"anthropic-ratelimit-tokens-remaining", H, SECRECY_NEVER},
    {"x-ratelimit-reset-tokens", H, SECRECY_NEVER},
    {"X-Token-Type", H, SECRECY_NEVER},
    {"X-Token-Expires-At", H, SECRECY_NEVER},
    {"X-Monkey", H, SECRECY_NONE},
    {"", H | F | M, SECRECY_NONE},
    {"-", H | F | M, SECRECY_NONE},
    /* OAuth 2 */
    {"access_token", F | M, SECRECY_CERTAIN},
    {"accessToken", F | M, SECRECY_CERTAIN},
    {"AccessToken", F | M, SECRECY_CERTAIN},
    {"ACCESS_TOKEN", F | M, SECRECY_CERTAIN},
    {"access-token", F | M, SECRECY_CERTAIN},
    {"access.token", F | M, SECRECY_CERTAIN},
    {"accesstoken", F | M, SECRECY_CERTAIN},
    {"refresh_token", F | M, SECRECY_CERTAIN},
    {"id_token", F | M, SECRECY_CERTAIN},
    {"id_token_hint", F | M, SECRECY_CERTAIN},
    {"subject_token", F | M, SECRECY_CERTAIN},
    {"page_access_token", F | M, SECRECY_CERTAIN},
    {"client_secret", F | M, SECRECY_CERTAIN},
    {"clientSecret", F | M, SECRECY_CERTAIN},
    {"clientsecret", F | M, SECRECY_CERTAIN},
    {"client_assertion", F | M, SECRECY_CERTAIN},
    {"assertion", F | M, SECRECY_CERTAIN},
    {"code_verifier", F | M, SECRECY_CERTAIN},
    {"device_code", F | M, SECRECY_CERTAIN},
    {"user_code", F | M, SECRECY_CERTAIN},
    {"oauth_token_secret", F | M, SECRECY_CERTAIN},
    {"oauth_verifier", F | M, SECRECY_CERTAIN},
    {"oauth_signature", F | M, SECRECY_CERTAIN},
    {"SAMLResponse", F | M, SECRECY_CERTAIN},
    {"code", F | A, SECRECY_CERTAIN},
    {"code", M | A, SECRECY_CERTAIN},
    {"state", F | A, SECRECY_CERTAIN},
    {"code", F, SECRECY_BY_FORM},
    {"code", M, SECRECY_NONE},
    {"state", F | M, SECRECY_NONE},
    {"error_code", F | M, SECRECY_NONE},
    {"country_code", F | M, SECRECY_NONE},
    {"zip_code", F | M, SECRECY_NONE},
    {"status_code", F | M, SECRECY_NONE},
    {"code_challenge", F | M, SECRECY_NEVER},
    {"code_challenge_method", F | M, SECRECY_NEVER},
    {"token_type", F | M, SECRECY_NEVER},
    {"tokenType", F | M, SECRECY_NEVER},
    {"expires_in", F | M, SECRECY_NEVER},
    {"refresh_token_expires_in", F | M, SECRECY_NEVER},
    {"token_type_hint", F | M, SECRECY_NEVER},
    {"subject_token_type", F | M, SECRECY_NEVER},
    {"client_assertion_type", F | M, SECRECY_NEVER},
    {"token_endpoint", F | M, SECRECY_NEVER},
    {"token_endpoint_auth_methods_supported", F | M, SECRECY_NEVER},
    {"tokenUrl", F | M, SECRECY_NEVER},
    {"grant_type", F | M, SECRECY_NONE},
    {"client_id", F | M, SECRECY_NONE},
    {"redirect_uri", F | M, SECRECY_NONE},
    {"scope", F | M, SECRECY_NONE},
    /* passwords and keys */
    {"password", F | M, SECRECY_CERTAIN},
    {"Password", F | M, SECRECY_CERTAIN},
    {"passwords", F | M, SECRECY_CERTAIN},
    {"password2", F | M, SECRECY_CERTAIN},
    {"new_password", F | M, SECRECY_CERTAIN},
    {"passwordConfirmation", F | M, SECRECY_CERTAIN},
    {"userpassword", F | M, SECRECY_CERTAIN},
    {"DB_PASSWORD", F | M, SECRECY_CERTAIN},
    {"passwordHash", F | M, SECRECY_CERTAIN},
    {"user[password]", F | M, SECRECY_CERTAIN},
    {"wp:password", F | M, SECRECY_CERTAIN},
    {"passwd", F | M, SECRECY_CERTAIN},
    {"pwd", F | M, SECRECY_CERTAIN},
    {"user_pwd", F | M, SECRECY_CERTAIN},
    {"passphrase", F | M, SECRECY_CERTAIN},
    {"pass_phrase", F | M, SECRECY_CERTAIN},
    {"passcode", F | M, SECRECY_CERTAIN},
    {"pass", F | M, SECRECY_TEXT},
    {"api_key", F | M, SECRECY_CERTAIN},
    {"apiKey", F | M, SECRECY_CERTAIN},
    {"APIKey", F | M, SECRECY_CERTAIN},
    {"APIKEY", F | M, SECRECY_CERTAIN},
    {"myapikey", F | M, SECRECY_CERTAIN},
    {"api_keys", F | M, SECRECY_CERTAIN},
    {"subscription-key", F | M, SECRECY_CERTAIN},
    {"private_key", F | M, SECRECY_CERTAIN},
    {"privateKeyPem", F | M, SECRECY_CERTAIN},
    {"access_key", F | M, SECRECY_CERTAIN},
    {"secretAccessKey", F | M, SECRECY_CERTAIN},
    {"SharedAccessKey", F | M, SECRECY_CERTAIN},
    {"AccountKey", F | M, SECRECY_CERTAIN},
    {"connectionString", F | M, SECRECY_CERTAIN},
    {"X-Amz-Signature", F | M, SECRECY_CERTAIN},
    {"X-Amz-Credential", F | M, SECRECY_CERTAIN},
    {"X-Goog-Signature", F | M, SECRECY_CERTAIN},
    {"sig", F | M, SECRECY_CERTAIN},
    {"hmac", F | M, SECRECY_CERTAIN},
    {"jwt", F | M, SECRECY_CERTAIN},
    {"session_id", F | M, SECRECY_CERTAIN},
    {"sessionId", F | M, SECRECY_CERTAIN},
    {"PHPSESSID", F | M, SECRECY_CERTAIN},
    {"JSESSIONID", F | M, SECRECY_CERTAIN},
    {"csrf_token", F | M, SECRECY_CERTAIN},
    {"authenticity_token", F | M, SECRECY_CERTAIN},
    {"token", F | M, SECRECY_CERTAIN},
    {"tokens", H | F | M, SECRECY_TEXT},
    {"userTokens", F | M, SECRECY_TEXT},
    {"usertoken", F | M, SECRECY_CERTAIN},
    {"auth_token", F | M, SECRECY_CERTAIN},
    {"resetPasswordToken", F | M, SECRECY_CERTAIN},
    {"secret", F | M, SECRECY_CERTAIN},
    {"webhookSecret", F | M, SECRECY_CERTAIN},
    {"otp", F | M, SECRECY_CERTAIN},
    {"cvv", F | M, SECRECY_CERTAIN},
    {"recovery_codes", F | M, SECRECY_CERTAIN},
    {"key", F, SECRECY_CERTAIN},
    {"key", M, SECRECY_BY_FORM},
    {"user_key", F, SECRECY_BY_FORM},
    {"sid", F, SECRECY_CERTAIN},
    /* what only looks so */
    {"keys", M, SECRECY_NONE},
    {"keyboard", F | M, SECRECY_NONE},
    {"monkey", F | M, SECRECY_NONE},
    {"object_key", M, SECRECY_NONE},
    {"keyword", F | M, SECRECY_NONE},
    {"passenger", F | M, SECRECY_NONE},
    {"passport", F | M, SECRECY_NONE},
    {"compass", F | M, SECRECY_NONE},
    {"bypass", F | M, SECRECY_NONE},
    {"passed", F | M, SECRECY_NONE},
    {"authored_by", F | M, SECRECY_NONE},
    {"authority", F | M, SECRECY_NONE},
    {"authorized", F | M, SECRECY_NONE},
    {"secretary", F | M, SECRECY_NONE},
    {"tokenizer", F | M, SECRECY_NONE},
    {"tokenized", F | M, SECRECY_NONE},
    {"broken", F | M, SECRECY_NONE},
    {"design", F | M, SECRECY_NONE},
    {"signal", F | M, SECRECY_NONE},
    {"signed", F | M, SECRECY_NONE},
    {"sessions", F | M, SECRECY_NONE},
    {"name", F | M, SECRECY_NONE},
    {"id", F | M, SECRECY_NONE},
    {"hash", F | M, SECRECY_NONE},
    {"certificate", F | M, SECRECY_NONE},
    {"public_key", M, SECRECY_NONE},
    {"page_token", F | M, SECRECY_NEVER},
    {"pageToken", F | M, SECRECY_NEVER},
    {"next_page_token", F | M, SECRECY_NEVER},
    {"nextPageToken", F | M, SECRECY_NEVER},
    {"NextToken", F | M, SECRECY_NEVER},
    {"continuation-token", F | M, SECRECY_NEVER},
    {"continuationToken", F | M, SECRECY_NEVER},
    {"NextContinuationToken", F | M, SECRECY_NEVER},
    {"nextSyncToken", F | M, SECRECY_NEVER},
    {"pagination_token", F | M, SECRECY_NEVER},
    {"$skiptoken", F | M, SECRECY_NEVER},
    {"$deltatoken", F | M, SECRECY_NEVER},
    {"max_tokens", F | M, SECRECY_NEVER},
    {"total_tokens", F | M, SECRECY_NEVER},
    {"prompt_tokens", F | M, SECRECY_NEVER},
    {"completionTokens", F | M, SECRECY_NEVER},
    {"prompt_tokens_details", F | M, SECRECY_NEVER},
    {"cached_tokens", F | M, SECRECY_NEVER},
    {"token_count", F | M, SECRECY_NEVER},
    {"tokens_used", F | M, SECRECY_NEVER},
    {"token_expires_at", F | M, SECRECY_NEVER},
    {"tokenExpiry", F | M, SECRECY_NEVER},
    {"has_password", F | M, SECRECY_NEVER},
    {"hasPassword", F | M, SECRECY_NEVER},
    {"isTokenValid", F | M, SECRECY_NEVER},
    {"requires_password", F | M, SECRECY_NEVER},
    {"password_policy", F | M, SECRECY_NEVER},
    {"password_changed_at", F | M, SECRECY_NEVER},
    {"passwordlessLogin", F | M, SECRECY_NONE},
    {"signature_type", F | M, SECRECY_NEVER},
    {"signature_required", F | M, SECRECY_NEVER},
    {"secret_name", F | M, SECRECY_NEVER},
    {"session_count", H, SECRECY_NEVER},
    /* one predicate: what a member hides, a header, a field and a cookie of the name hide */
    {"X-OTP", ALL, SECRECY_CERTAIN},
    {"X-Totp", ALL, SECRECY_CERTAIN},
    {"X-Pass", H, SECRECY_CERTAIN},
    {"X-CVV", ALL, SECRECY_CERTAIN},
    {"cardCvc", ALL, SECRECY_CERTAIN},
    {"X-Sig", ALL, SECRECY_CERTAIN},
    {"X-Assertion", ALL, SECRECY_CERTAIN},
    {"X-ConnectionString", ALL, SECRECY_CERTAIN},
    {"X-Security-Answer", ALL, SECRECY_CERTAIN},
    {"X-Recovery-Code", ALL, SECRECY_CERTAIN},
    {"X-Mnemonic", ALL, SECRECY_CERTAIN},
    {"X-Bearer", ALL, SECRECY_CERTAIN},
    {"X-Csrf", ALL, SECRECY_CERTAIN},
    {"X-Pin", H, SECRECY_CERTAIN},
    {"X-Mfa", H, SECRECY_CERTAIN},
    {"X-Sid", H, SECRECY_CERTAIN},
    {"X-Sess", H, SECRECY_CERTAIN},
    {"X-Mobile-Tan", H, SECRECY_CERTAIN},
    {"X-Session-Id", H, SECRECY_CERTAIN},
    /* one-time codes */
    {"pin", F | M, SECRECY_CODE},
    {"cardPin", F | M, SECRECY_CODE},
    {"newPIN", F | M, SECRECY_CODE},
    {"pinCode", ALL, SECRECY_CERTAIN},
    {"pin_code", ALL, SECRECY_CERTAIN},
    {"puk", ALL, SECRECY_CERTAIN},
    {"tan", F | M, SECRECY_CODE},
    {"mtan", ALL, SECRECY_CERTAIN},
    {"mfa", F | M, SECRECY_CODE},
    {"verificationCode", ALL, SECRECY_CERTAIN},
    {"phone_verification_code", ALL, SECRECY_CERTAIN},
    {"smsCode", ALL, SECRECY_CERTAIN},
    {"activationCode", ALL, SECRECY_CERTAIN},
    {"inviteCode", ALL, SECRECY_CERTAIN},
    {"error_code", F | M, SECRECY_NONE},
    {"postal_code", F | M, SECRECY_NONE},
    {"pinned", F | M, SECRECY_NONE},
    {"spin", F | M, SECRECY_NONE},
    {"tanned", F | M, SECRECY_NONE},
    {"pin_count", F | M, SECRECY_NEVER},
    {"token_error_code", F | M, SECRECY_NEVER},
    {"cvc_check", F | M, SECRECY_NEVER},
    /* sessions */
    {"session", F | M, SECRECY_SESSION},
    {"sid", M, SECRECY_SESSION},
    {"accountSid", F | M, SECRECY_NONE},
    {"sessionName", F | M, SECRECY_NONE},
    /* other languages, and words cut short */
    {"passwort", ALL, SECRECY_CERTAIN},
    {"benutzerpasswort", ALL, SECRECY_CERTAIN},
    {"Kennwort", ALL, SECRECY_CERTAIN},
    {"motDePasse", ALL, SECRECY_CERTAIN},
    {"mot_de_passe", ALL, SECRECY_CERTAIN},
    {"nuevaContrasena", ALL, SECRECY_CERTAIN},
    {"contrase\xc3\xb1"
     "a",
     ALL, SECRECY_CERTAIN},
    {"senhaAtual", ALL, SECRECY_CERTAIN},
    {"wachtwoord", ALL, SECRECY_CERTAIN},
    {"dbPass", H | F | M, SECRECY_TEXT},
    {"USER_PASS", H | F | M, SECRECY_TEXT},
    {"boardingPass", F | M, SECRECY_NONE},
    {"memorableWord", ALL, SECRECY_CERTAIN},
    /* identifiers and places of secrets */
    {"apiKeyId", H | F | M, SECRECY_NONE},
    {"AWSAccessKeyId", F | M, SECRECY_NONE},
    {"private_key_id", F | M, SECRECY_NONE},
    {"jwtIssuer", H | F | M, SECRECY_NONE},
    {"tokenSymbol", F | M, SECRECY_NONE},
    {"tokenAddress", F | M, SECRECY_NONE},
    {"secretArn", F | M, SECRECY_NONE},
    {"password_field", F | M, SECRECY_NONE},
    {"secret_id", ALL, SECRECY_CERTAIN},
    {"tokenId", F | M, SECRECY_BY_FORM},
    {"tokenId", C, SECRECY_CERTAIN},
    {"secretKey", ALL, SECRECY_CERTAIN},
    {"AWS_SECRET_ACCESS_KEY", ALL, SECRECY_CERTAIN},
    /* people, which are no credentials */
    {"cardNumber", H | F | M, SECRECY_NONE},
    {"pan", H | F | M, SECRECY_NONE},
    {"ssn", H | F | M, SECRECY_NONE},
    {"iban", H | F | M, SECRECY_NONE},
    {"email", H | F | M, SECRECY_NONE},
    /* cookies */
    {"sess", C, SECRECY_CERTAIN},
    {"anything", C, SECRECY_CERTAIN},
    {"", C, SECRECY_CERTAIN},
    {"theme", C, SECRECY_BY_FORM},
    {"token_type", C, SECRECY_NEVER},
};

START_TEST(names_tell)
{
    for (unsigned place = H; place <= M; place <<= 1) {
        unsigned asked = place | (names[_i].places & A);

        if (names[_i].places & place)
            ck_assert_msg(secret_name(asked, str_of(names[_i].name)) == names[_i].secrecy,
                          "%s at %u: %d", names[_i].name, place,
                          (int)secret_name(asked, str_of(names[_i].name)));
    }
}
END_TEST

static const struct {
    const char *name;
    bool secret;
} ancestors[] = {
    {"secret", true},
    {"secrets", true},
    {"Credentials", true},
    {"api_keys", true},
    {"tokens", true},
    {"access_token", true},
    {"secrets_manager", false},
    {"token_endpoint", false},
    {"key", false},
    {"auth", false},
    {"password_policy", false},
    {"usage", false},
    {"session", false},
    {"tokens_used", false},
    {"", false},
};

START_TEST(ancestors_tell_by_whole_names)
{
    ck_assert_msg(secret_name_of_ancestor(str_of(ancestors[_i].name)) == ancestors[_i].secret, "%s",
                  ancestors[_i].name);
}
END_TEST

START_TEST(long_names_are_read_at_their_beginning)
{
    char name[4096];

    memset(name, 'a', sizeof name);
    memcpy(name, "password_", 9);
    ck_assert_int_eq(secret_name(M, (struct str){name, sizeof name}), SECRECY_CERTAIN);
    memset(name, '_', sizeof name);
    ck_assert_int_eq(secret_name(M, (struct str){name, sizeof name}), SECRECY_NONE);
    memset(name, 'A', sizeof name);
    ck_assert_int_eq(secret_name(M, (struct str){name, sizeof name}), SECRECY_NONE);
}
END_TEST

static const struct {
    const char *names[4];
    bool shown;
} authorizations[] = {
    {{"code", "state"}, true},
    {{"code", "iss"}, true},
    {{"code", "redirect_uri"}, true},
    {{"grant_type"}, true},
    {{"response_type", "client_id", "state"}, true},
    {{"code"}, false},
    {{"state"}, false},
    {{"code", "message"}, false},
    {{"state", "city"}, false},
    {{"client_id"}, false},
};

START_TEST(authorizations_are_told_by_their_names)
{
    unsigned clues = 0;

    for (int i = 0; i < 4 && authorizations[_i].names[i]; i++)
        authorization_note(&clues, str_of(authorizations[_i].names[i]));
    ck_assert_msg(authorization_is_shown(clues) == authorizations[_i].shown, "row %d", _i);
}
END_TEST

START_TEST(authorizations_are_told_by_their_paths)
{
    ck_assert(authorization_is_at(STR("/auth/callback")));
    ck_assert(authorization_is_at(STR("/OAuth2/token")));
    ck_assert(!authorization_is_at(STR("/pets/callbacks")));
    ck_assert(!authorization_is_at(STR("")));
    ck_assert(!authorization_is_at(STR_NONE));
}
END_TEST

static const struct {
    const char *value;
    bool random;
} values[] = {
    {"8f3a9c1e7b2d4f60", true},
    {"550e8400-e29b-41d4-a716-446655440000", true},
    {"Zq9SecretUser17", true},
    {"wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", true},
    {"SplxlOBeZQQYbYS6WxSbIA", true},
    {"", false},
    {"a1b2", false},
    {"4004", false},
    {"123456789012", false},
    {"integer", false},
    {"not_found", false},
    {"E4004-invalid-request", false},
    {"2024-01-01T00:00:00Z", false},
    {"release-2024-10", false},
    {"1.12.0", false},
    {"PROJ-1234", false},
    {"customer-segment-12", false},
    {"two words 1a2b3c4d", false},
    {"https://example.com/a1", false},
};

START_TEST(random_values_are_told_from_words)
{
    ck_assert_msg(secret_form_is_random(str_of(values[_i].value)) == values[_i].random, "%s",
                  values[_i].value);
}
END_TEST

static const struct {
    const char *value;
    bool code, session;
} codes[] = {
    {"4711", true, false},
    {"123456", true, false},
    {"123-456", true, true},
    {"12 34 56", true, true},
    {"Zq011x", true, true},
    {"ABC-1F", true, true},
    {"", false, false},
    {"on", false, false},
    {"totp", false, false},
    {"123", false, false},
    {"0.577", false, false},
    {"morning session", false, false},
    {"active", false, false},
    {"dGhlIHNlc3Npb24/=abc", false, true},
    {"AC0123456789abcdef0123456789abcdef", true, false},
};

START_TEST(codes_and_sessions_are_told_by_their_form)
{
    struct str value = str_of(codes[_i].value);

    ck_assert_msg(secret_form_is_code(value) == codes[_i].code, "%s", codes[_i].value);
    ck_assert_msg(secret_form_is_session(value) == codes[_i].session, "%s", codes[_i].value);
}
END_TEST

UNIT_SUITE("secret_name", UNIT_LOOP(names_tell, names);
           UNIT_LOOP(ancestors_tell_by_whole_names, ancestors);
           UNIT_TEST(long_names_are_read_at_their_beginning);
           UNIT_LOOP(authorizations_are_told_by_their_names, authorizations);
           UNIT_TEST(authorizations_are_told_by_their_paths);
           UNIT_LOOP(random_values_are_told_from_words, values);
           UNIT_LOOP(codes_and_sessions_are_told_by_their_form, codes))
