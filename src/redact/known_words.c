#include "redact/known_words.h"

#include "base/alloc.h"
#include "base/map.h"
#include "redact/known_secrets.h"
#include "redact/secret_fold.h"

struct known_words *known_words_new(void)
{
    struct known_words *words = alloc_zeroed(1, sizeof *words);

    pthread_mutex_init(&words->lock, NULL);
    return words;
}

void known_words_free(struct known_words *words)
{
    pthread_mutex_destroy(&words->lock);
    VEC_RELEASE(&words->unread);
    number_set_release(&words->numbers);
    free(words);
}

static uint64_t number_of(struct str word)
{
    char folded[KNOWN_WORD_MAX_BYTES];

    secret_fold_into(folded, word);
    return str_hash((struct str){folded, word.length});
}

static bool is_word(struct str word)
{
    return word.length >= SECRET_MIN_BYTES && word.length <= KNOWN_WORD_MAX_BYTES;
}

static void add(struct known_words *words, struct str word)
{
    if (is_word(word))
        number_set_add(&words->numbers, number_of(word));
}

void known_words_add_document(struct known_words *words, const struct node *root)
{
    VEC_ADD(&words->unread, root);
}

/* "https://api.example.com:8080/v1" has a host and a segment, "application/json" two words. */
static void add_parts(struct known_words *words, struct str text)
{
    while (text.length) {
        size_t end = str_find_any(text, "/:?&=");

        add(words, str_slice(text, 0, end));
        text = str_slice(text, end + 1, SIZE_MAX);
    }
}

/* Nodes lie in the order of the text. */
static void read_document(struct known_words *words, const struct node *root)
{
    for (const struct node *node = root; node < root + root->span; node++) {
        struct str text = node_string(node);

        if (!is_word(text))
            continue;
        add(words, text);
        if (str_find_char(text, '/') < text.length)
            add_parts(words, text);
    }
}

bool known_words_have(struct known_words *words, struct str word)
{
    bool have;

    pthread_mutex_lock(&words->lock);
    for (size_t i = 0; i < words->unread.count; i++)
        read_document(words, words->unread.items[i]);
    words->unread.count = 0;
    have = is_word(word) && number_set_has(&words->numbers, number_of(word));
    pthread_mutex_unlock(&words->lock);
    return have;
}
