/* Secrets of a JSON text: members with secret names, places that the description calls secret, and
   texts in its strings. */
#include "document/json_writer.h"
#include "redact/json_names.h"
#include "redact/secret_form.h"
#include "redact/values.h"

struct json_search {
    struct search *search;
    struct str text;       /* the source; STR_NONE where only values are looked at */
    struct splice *splice; /* NULL: nothing is taken out */
    unsigned depth;
};

static const struct name_says nothing = {.secrecy = SECRECY_NONE};
static const struct name_says certain = {.secrecy = SECRECY_CERTAIN, .below = true};
static const struct name_says cookie = {
    .secrecy = SECRECY_CERTAIN, .below = true, .header = HEADER_COOKIE};

/* ---- where a value ends in its text ---- */

/* Behind the quote that closes the string that starts at `at`. */
static size_t string_end(struct str text, size_t at)
{
    for (at++; at < text.length && text.text[at] != '"'; at++)
        if (text.text[at] == '\\')
            at++;
    return at < text.length ? at + 1 : text.length;
}

/* Of a text that is JSON. */
static size_t value_end(struct str text, size_t at)
{
    size_t open = 0;

    if (at < text.length && text.text[at] != '"' && text.text[at] != '{' && text.text[at] != '[')
        return at + str_find_any(str_slice(text, at, SIZE_MAX), " \t\r\n,]}");
    while (at < text.length) {
        char c = text.text[at];

        at = c == '"' ? string_end(text, at) : at + 1;
        open += c == '{' || c == '[';
        open -= c == '}' || c == ']';
        if (open == 0)
            break;
    }
    return at;
}

/* ---- values ---- */

static void take_out(const struct json_search *json, const struct node *value)
{
    size_t start = node_offset(value);

    if (json->splice)
        splice_put(json->splice, start, value_end(json->text, start), STR("\"" REDACTED "\""));
}

static bool is_empty(const struct node *value)
{
    return value->kind < NODE_NUMBER || value->length == 0;
}

static bool is_place(const struct json_search *json, const struct node *value)
{
    const struct secret_places *places = json->search->places;

    return json->text.text && places && places->slice_count &&
           search_is_place(json->search, str_slice(json->text, node_offset(value), 1));
}

/* The string in other words, where a text in it has secrets. */
static void search_string(const struct json_search *json, const struct node *string)
{
    struct str text = node_text(string);
    struct str found = search_value(json->search, text);
    struct strbuf escaped;
    size_t start;

    if (!json->splice || found.text == text.text)
        return;
    start = node_offset(string);
    strbuf_init(&escaped, SIZE_MAX);
    json_add_string(&escaped, found);
    splice_put(json->splice, start, value_end(json->text, start), strbuf_str(&escaped));
    strbuf_release(&escaped);
}

static void search_node(struct json_search *json, const struct node *value, struct name_says says);

/* What an object as a whole says of its members; asked for once, where a member needs it. */
struct object_view {
    const struct node *object;
    enum secrecy around; /* what its own name says */
    bool asked_place, asked_named, asked_models;
    enum secrecy token; /* of language models; else SECRECY_CERTAIN */
    unsigned place;
    struct name_says named;
};

/* Errors have a code, too, and resources a state: only one that looks random is an authorization
   code. */
static bool is_clue(const struct node *key)
{
    return !str_is(node_text(key), "code") || secret_form_is_random(node_string(node_value(key)));
}

/* Is it an authorization answer or a token request? Two names only need to know. */
static unsigned place_of(struct object_view *view, struct str name)
{
    unsigned clues = 0;

    if (!str_is(name, "code") && !str_is(name, "state"))
        return NAME_IN_MEMBER;
    for (const struct node *key = node_first(view->object);
         !view->asked_place && key < node_end(view->object); key = node_next_key(key))
        if (is_clue(key))
            authorization_note(&clues, node_text(key));
    if (!view->asked_place)
        view->place = NAME_IN_MEMBER | (authorization_is_shown(clues) ? NAME_IN_AUTHORIZATION : 0u);
    view->asked_place = true;
    return view->place;
}

/* A name and a value as members of their own: {"name": "password", "value": "x"}; where there is
   none, the object's own: {"adminPassword": {"value": "x"}}. */
static struct name_says named_beside(const struct json_search *json, struct object_view *view)
{
    if (!view->asked_named)
        view->named = json_named_beside(json->search, view->object);
    if (!view->asked_named && view->named.secrecy == SECRECY_NONE && view->around > SECRECY_BY_FORM)
        view->named.secrecy = view->around;
    view->asked_named = true;
    return view->named;
}

/* A piece of text that a model wrote has its probability beside it, a number of tokens has other
   counts: {"token": "Hello", "logprob": -0.3}, {"token": 12, "max_tokens": 100}. */
static enum secrecy token_of_model(const struct json_search *json, struct object_view *view)
{
    if (view->asked_models)
        return view->token;
    view->asked_models = true;
    view->token = SECRECY_CERTAIN;
    for (const struct node *key = node_first(view->object); key < node_end(view->object);
         key = node_next_key(key)) {
        struct str name = node_text(key);

        if (str_is(name, "logprob") && node_value(key)->kind == NODE_NUMBER)
            return view->token = SECRECY_NONE;
        if (node_value(key)->kind == NODE_NUMBER && str_find(name, STR("okens")) < name.length &&
            search_name(json->search, NAME_IN_MEMBER, name).secrecy == SECRECY_NEVER)
            view->token = SECRECY_TEXT;
    }
    return view->token;
}

static struct name_says member_says(const struct json_search *json, struct object_view *view,
                                    const struct node *key)
{
    struct str name = node_text(key);
    struct name_says says = search_name(json->search, place_of(view, name), name);

    if (says.secrecy == SECRECY_CERTAIN && str_is(name, "token"))
        says.secrecy = token_of_model(json, view);
    if (says.secrecy == SECRECY_NONE && json_is_value_name(name))
        return named_beside(json, view);
    if (says.secrecy == SECRECY_NONE && json_is_cookie(name, node_value(key)))
        return cookie;
    if (json_is_private_of_key(name) && node_member(view->object, STR("kty")))
        return certain;
    if (says.secrecy == SECRECY_NONE && json_is_cookies(name))
        says.header = HEADER_COOKIE;
    return says;
}

/* Within what is secret as a whole, all is but what never is. */
static struct name_says says_below(struct name_says around, struct name_says says)
{
    return around.below && says.secrecy != SECRECY_NEVER ? certain : says;
}

/* Among "cookies" a value is secret, {"name": "a", "value": "x"}, and of a map what looks so. */
static struct name_says says_among(struct name_says around, struct name_says says, struct str name)
{
    if (around.header != HEADER_COOKIE || says.secrecy != SECRECY_NONE)
        return says_below(around, says);
    says.secrecy = json_is_value_name(name) ? SECRECY_CERTAIN : SECRECY_BY_FORM;
    return says;
}

static void search_object(struct json_search *json, const struct node *object,
                          struct name_says around)
{
    struct object_view view = {.object = object, .around = around.secrecy};

    for (const struct node *key = node_first(object); key < node_end(object);
         key = node_next_key(key)) {
        struct name_says says = member_says(json, &view, key);

        search_node(json, node_value(key), says_among(around, says, node_text(key)));
    }
}

/* ["Cookie", "a=b"], and a list of as many as there are. */
static void search_named_elements(struct json_search *json, const struct node *array,
                                  struct name_says around)
{
    const struct node *name = node_first(array);

    while (name < node_end(array)) {
        const struct node *value = node_next(name);
        struct name_says says = json_named(json->search, node_text(name), value);

        search_node(json, value, says_below(around, says));
        name = node_next(value);
    }
}

static void search_container(struct json_search *json, const struct node *value,
                             struct name_says says)
{
    if (++json->depth > SEARCH_MAX_JSON_DEPTH)
        take_out(json, value);
    else if (value->kind == NODE_OBJECT)
        search_object(json, value, says);
    else if (json_is_pairs(value))
        for (const struct node *pair = node_first(value); pair < node_end(value);
             pair = node_next(pair))
            search_named_elements(json, pair, says);
    else if (json_is_flat_headers(value))
        search_named_elements(json, value, says);
    else
        for (const struct node *item = node_first(value); item < node_end(value);
             item = node_next(item))
            search_node(json, item, says);
    json->depth--;
}

static void search_node(struct json_search *json, const struct node *value, struct name_says says)
{
    if (is_empty(value))
        return;
    if (is_place(json, value))
        says = certain;
    if (value->kind == NODE_ARRAY || value->kind == NODE_OBJECT) {
        if (says.below)
            take_out(json, value);
        search_container(json, value, says);
    } else if (search_hides(says.secrecy, node_text(value))) {
        take_out(json, value);
        search_tell(json->search, node_text(value));
        if (says.header == HEADER_COOKIE && json->search->learner)
            search_header(json->search, STR("cookie"), node_text(value));
    } else if (value->kind == NODE_STRING) {
        search_string(json, value);
    }
}

/* ---- learning, where nothing around says anything ---- */

static void learn_container(struct json_search *json, const struct node *value);

/* Does what search_node does under a name that tells nothing. */
static inline void learn_node(struct json_search *json, const struct node *value)
{
    if (value->kind == NODE_STRING) {
        if (search_may_tell((struct str){value->text, value->length}))
            search_string(json, value);
    } else if (value->kind >= NODE_ARRAY && value->length) {
        learn_container(json, value);
    }
}

/* Most names are known to tell nothing. */
static void learn_object(struct json_search *json, const struct node *object)
{
    struct object_view view = {.object = object};

    for (const struct node *key = node_first(object); key < node_end(object);
         key = node_next_key(key)) {
        struct str name = {key->text, key->length};

        if (redaction_knows_plain(json->search->learner, name))
            learn_node(json, node_value(key));
        else
            search_node(json, node_value(key), member_says(json, &view, key));
    }
}

static void learn_container(struct json_search *json, const struct node *value)
{
    if (++json->depth > SEARCH_MAX_JSON_DEPTH)
        ;
    else if (value->kind == NODE_OBJECT)
        learn_object(json, value);
    else if (json_is_pairs(value) || json_is_flat_headers(value))
        search_node(json, value, nothing);
    else
        for (const struct node *item = node_first(value); item < node_end(value);
             item = node_next(item))
            learn_node(json, item);
    json->depth--;
}

/* ---- one value in another ---- */

/* What the array says of an element that has its name in front. */
static struct name_says element_says(const struct json_search *json, const struct node *array,
                                     const struct node *element, struct name_says around,
                                     bool in_pairs)
{
    const struct node *name = node_first(array);
    bool is_name = true;

    if (!in_pairs && !json_is_flat_headers(array))
        return around;
    for (const struct node *item = name; item != element; item = node_next(item)) {
        name = item;
        is_name = !is_name;
    }
    return is_name ? around
                   : says_below(around, json_named(json->search, node_text(name), element));
}

void search_json_part(struct search *search, const struct node *root, const struct node *value)
{
    struct json_search json = {.search = search};
    struct name_says says = nothing;
    bool in_pairs = false;

    while (root != value) {
        struct object_view view = {.object = root, .around = says.secrecy};
        bool is_pairs = json_is_pairs(root);
        const struct node *key;
        size_t place;

        root = node_child_towards(root, value, &key, &place);
        if (key == value) /* a name, which hides nothing of itself */
            return;
        says = key ? says_among(says, member_says(&json, &view, key), node_text(key))
                   : element_says(&json, view.object, root, says, in_pairs);
        in_pairs = is_pairs;
    }
    search_node(&json, root, says);
}

void search_json_value(struct search *search, const struct node *root)
{
    struct json_search json = {.search = search};

    learn_node(&json, root);
}

/* ---- texts ---- */

bool search_json(struct search *search, struct str text, struct str *found)
{
    struct read_failure failure;
    const struct document *document = json_read(search->arena, STR("body"), text, &failure);
    struct splice splice;
    struct json_search json = {.search = search, .text = text};

    if (!document)
        return false;
    if (!search->learner)
        json.splice = &splice;
    splice_begin(&splice, text);
    search_node(&json, document->root, nothing);
    *found = splice_end(&splice, search->arena);
    return true;
}
