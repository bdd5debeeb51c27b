#include "call/first_configuration.h"

#include "base/path.h"
#include "http/url.h"

/* ---- texts ---- */

static bool is_plain(struct str text)
{
    bool has_letter = false;

    for (size_t i = 0; i < text.length; i++) {
        char c = text.text[i];

        has_letter = has_letter || ascii_is_alpha(c);
        if (!ascii_is_alpha(c) && !ascii_is_digit(c) && !(i && char_is_any(c, "._/-")))
            return false;
    }
    return has_letter && !str_is(text, "true") && !str_is(text, "false") && !str_is(text, "null");
}

/* As YAML: plain where nothing in it means anything. "${" would be a variable. */
static void add_text(struct strbuf *out, struct str text)
{
    if (is_plain(text)) {
        strbuf_add(out, text);
        return;
    }
    strbuf_add_char(out, '"');
    for (size_t i = 0; i < text.length; i++) {
        unsigned char c = (unsigned char)text.text[i];

        if (c < 0x20 || c == 0x7f)
            strbuf_addf(out, "\\x%02x", c);
        else if (c == '"' || c == '\\')
            strbuf_addf(out, "\\%c", c);
        else if (c == '$' && i + 1 < text.length && text.text[i + 1] == '{')
            strbuf_add_text(out, "$$");
        else
            strbuf_add_char(out, text.text[i]);
    }
    strbuf_add_char(out, '"');
}

/* ---- recordings ---- */

/* "a/b.har.gz" -> ".har.gz" */
static struct str ending_of(struct str path)
{
    struct str name = path_base_name(path);
    size_t dot = str_find_last(name, '.');

    if (dot < name.length && (str_ends_with(name, STR(".gz")) || str_ends_with(name, STR(".zst"))))
        dot = str_find_last(str_slice(name, 0, dot), '.') < dot
                  ? str_find_last(str_slice(name, 0, dot), '.')
                  : dot;
    return str_slice(name, dot, SIZE_MAX);
}

static bool is_beside(const char *path, const char *other)
{
    struct str a = str_of(path), b = str_of(other);

    return str_equal(path_directory(a), path_directory(b)) && str_equal(ending_of(a), ending_of(b));
}

static size_t count_beside(const struct project_files *files, const char *path)
{
    size_t count = 0;

    for (size_t i = 0; i < files->paths.count; i++)
        count += is_beside(files->paths.items[i], path);
    return count;
}

/* Are all files of its kind in its folder, two at least, recordings of one description? */
static bool has_pattern(const struct project_found *found, const struct project_files *files,
                        const struct found_recording *recording)
{
    size_t count = 0;

    if (str_find_any(path_directory(str_of(recording->path)), "*?[\\") <
        path_directory(str_of(recording->path)).length)
        return false;
    for (size_t i = 0; i < found->recordings.count; i++)
        count += found->recordings.items[i].of == recording->of &&
                 is_beside(found->recordings.items[i].path, recording->path);
    return count > 1 && count == count_beside(files, recording->path);
}

/* Does an earlier one have the same pattern? */
static bool is_written(const struct project_found *found, size_t index)
{
    const struct found_recording *items = found->recordings.items;

    for (size_t i = 0; i < index; i++)
        if (items[i].of == items[index].of && is_beside(items[i].path, items[index].path))
            return true;
    return false;
}

/* More than an option takes in a list are left to people: there is a folder, or a pattern. */
enum { ITEMS_MAX = 200 };

static void add_item(struct strbuf *out, const char *indent, struct str item, size_t *count)
{
    if (*count == 0)
        strbuf_addf(out, "%srecordings:\n", indent);
    strbuf_addf(out, "%s%s  - ", indent, ++*count > ITEMS_MAX ? "# " : "");
    add_text(out, item);
    strbuf_add_char(out, '\n');
}

/* All with the ending in the folder of the path. */
static void add_pattern(struct strbuf *out, struct str path)
{
    struct str folder = path_directory(path), ending = ending_of(path);

    if (!str_is(folder, "."))
        strbuf_addf(out, "%.*s/", STR_ARGS(folder));
    strbuf_addf(out, "*%.*s", STR_ARGS(ending));
}

bool first_configuration_item(struct strbuf *name, const struct project_found *found,
                              const struct project_files *files, size_t index,
                              struct found_recording *sum)
{
    const struct found_recording *items = found->recordings.items;
    const struct found_recording *recording = &items[index];

    *sum = *recording;
    strbuf_clear(name);
    if (!recording->of || !has_pattern(found, files, recording)) {
        strbuf_add(name, str_of(recording->path));
        return true;
    }
    if (is_written(found, index))
        return false;
    add_pattern(name, str_of(recording->path));
    for (size_t i = index + 1; i < found->recordings.count; i++)
        if (items[i].of == recording->of && is_beside(items[i].path, recording->path)) {
            sum->requests += items[i].requests;
            sum->hits += items[i].hits;
        }
    return true;
}

/* Of one description; false: it has none. */
static bool add_recordings(struct strbuf *out, const struct project_found *found,
                           const struct project_files *files, const char *indent,
                           const struct found_description *description)
{
    struct found_recording sum;
    struct strbuf name;
    size_t count = 0;

    strbuf_init(&name, SIZE_MAX);
    for (size_t i = 0; i < found->recordings.count; i++)
        if (found->recordings.items[i].of == description &&
            first_configuration_item(&name, found, files, i, &sum))
            add_item(out, indent, strbuf_str(&name), &count);
    strbuf_release(&name);
    return count > 0;
}

/* ---- the file ---- */

/* The first server that a client can be sent to. */
static struct str url_of(const struct api *api)
{
    for (size_t i = 0; i < api->server_count; i++) {
        struct url url;

        url_split(api->servers[i].url, &url);
        if (url_is_http(&url) &&
            str_find_char(api->servers[i].url, '{') == api->servers[i].url.length)
            return api->servers[i].url;
    }
    return STR("https://staging.example.com");
}

static void add_environment(struct strbuf *out, const char *indent, const struct api *api)
{
    strbuf_addf(out, "%s# environments:        # oasdrift run --env staging\n", indent);
    strbuf_addf(out, "%s#   staging: {url: ", indent);
    add_text(out, url_of(api));
    strbuf_add_text(out, "}\n");
}

static void add_api(struct strbuf *out, const struct project_found *found,
                    const struct project_files *files, const char *indent,
                    const struct found_description *description)
{
    strbuf_addf(out, "%sdescription: ", indent);
    add_text(out, str_of(description->path));
    strbuf_add_char(out, '\n');
    if (!add_recordings(out, found, files, indent, description))
        strbuf_addf(out, "%s# recordings: recordings/*.har    # none was found\n", indent);
    add_environment(out, indent, description->api);
}

static void add_strays(struct strbuf *out, const struct project_found *found)
{
    bool any = false;

    for (size_t i = 0; i < found->recordings.count; i++) {
        if (found->recordings.items[i].of)
            continue;
        if (!any)
            strbuf_add_text(out, "\n# Recordings that hit no operation; one that was made under "
                                 "another base needs\n# `server: /that/base`:\n");
        any = true;
        strbuf_add_text(out, "#   ");
        add_text(out, str_of(found->recordings.items[i].path));
        strbuf_add_char(out, '\n');
    }
}

void first_configuration_add(struct strbuf *out, const struct project_found *found,
                             const struct project_files *files)
{
    strbuf_add_text(out, "# What oasdrift judges here: `oasdrift check`. All that may stand in it: "
                         "`oasdrift help oasdrift.yaml`.\n");
    if (found->descriptions.count == 1)
        add_api(out, found, files, "", found->descriptions.items[0]);
    else
        strbuf_add_text(out, "apis:\n");
    for (size_t i = 0; found->descriptions.count > 1 && i < found->descriptions.count; i++) {
        strbuf_add_text(out, "  ");
        add_text(out, found->descriptions.items[i]->name);
        strbuf_add_text(out, ":\n");
        add_api(out, found, files, "    ", found->descriptions.items[i]);
    }
    add_strays(out, found);
    strbuf_add_text(out, "\n# fail-on: warning\n# report: {text: \"-\", junit: drift.xml}\n");
}
