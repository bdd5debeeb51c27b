/* The event of secrets (redact/secret_digest.h). */
#include "event/field.h"
#include "event/write.h"
#include "finding/json_output.h"

void secrets_to_json(json_t *json, const struct secret_digests *secrets)
{
    json_t *list = json_array();

    for (size_t i = 0; i < secrets->items.count; i++) {
        const struct secret_digest *digest = &secrets->items.items[i];
        json_t *one = json_object();

        json_object_set_new(one, "hash", json_stringn(digest->hash, SECRET_DIGEST_LENGTH));
        json_set_number(one, "offset", digest->offset);
        json_set_count(one, "length", digest->length);
        json_array_append_new(list, one);
    }
    json_object_set_new(json, "hashes", list);
    if (secrets->left_out)
        json_object_set_new(json, "left_out", json_true());
}

static bool is_hash(struct str text)
{
    for (size_t i = 0; i < text.length; i++)
        if (!ascii_is_digit(text.text[i]) && (text.text[i] < 'a' || text.text[i] > 'f'))
            return false;
    return text.length == SECRET_DIGEST_LENGTH;
}

static struct secret_digest read_digest(const struct event_fields *fields, const struct node *item)
{
    struct str hash = event_needed_text(fields, item, "hash");
    uint64_t offset = event_count(fields, item, "offset");
    uint64_t length = event_count(fields, item, "length");
    struct secret_digest digest = {.offset = (uint32_t)offset, .length = (uint32_t)length};

    if (is_hash(hash))
        memcpy(digest.hash, hash.text, SECRET_DIGEST_LENGTH);
    else
        event_broken(fields, item, "a hash is %d hexadecimal digits", SECRET_DIGEST_LENGTH);
    if (length > SECRET_DIGEST_VALUE_MAX || offset >= length)
        event_broken(fields, item, "no secret has that length and offset: %d bytes are the most",
                     SECRET_DIGEST_VALUE_MAX);
    return digest;
}

void secrets_read(const struct event_fields *fields, const struct node *root,
                  struct secret_digests *secrets)
{
    const struct node *list = event_list(fields, root, "hashes");
    struct secret_digest *digests;

    *secrets = (struct secret_digests){.left_out = event_flag(fields, root, "left_out")};
    if (list->length > SECRET_DIGESTS_MAX) {
        event_broken(fields, list, "more than %d hashes", SECRET_DIGESTS_MAX);
        return;
    }
    digests = ARENA_ARRAY(fields->arena, struct secret_digest, list->length + 1);
    for (const struct node *item = node_first(list); item < node_end(list) && !fields->err->raised;
         item = node_next(item))
        digests[secrets->items.count++] = read_digest(fields, item);
    secrets->items.items = digests;
}
