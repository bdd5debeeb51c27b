#include "call/accepted.h"

#include "base/file.h"
#include "base/file_lock.h"
#include "base/strbuf.h"
#include "call/caller.h"

bool accepted_tell(struct file_uses *uses, const struct oasdrift_rule_options *options,
                   struct error *err)
{
    const char *known = options->baseline, *written = options->write_baseline;

    return (!known || file_uses_allow(uses, known, err)) &&
           (!written || file_uses_add(uses, "baseline", written, written, err));
}

/* ---- reading ---- */

/* Do both name the same file, which need not be there? */
static bool is_same_place(const char *one, const char *other)
{
    struct file_place a = file_place_of(one), b = file_place_of(other);

    return file_place_is(&a, &b);
}

/* A configuration may name the file that this call is to make: nothing is known then. */
static bool read_known(struct baselines *lists, const struct oasdrift_rule_options *options,
                       struct error *err)
{
    const char *file = options->baseline;
    bool there = strcmp(file, "-") == 0 || file_exists(file);

    if (!there && !(options->write_baseline && is_same_place(file, options->write_baseline)))
        return error_raise(err,
                           "--baseline %s: there is no such file; `oasdrift baseline "
                           "DESCRIPTION RECORDING... -o %s` makes it, or --write-baseline %s",
                           file, file, file);
    lists->known = baseline_new();
    return !there || baseline_read(lists->known, file, err);
}

/* What stands in the file now; a pipe or a device has nothing to tell. */
static bool read_accepted(struct baselines *lists, const char *file, struct error *err)
{
    struct file_place place = file_place_of(file);

    baseline_free(lists->accepts);
    lists->accepts = baseline_new();
    return !S_ISREG(place.mode) || baseline_read(lists->accepts, file, err);
}

/* The one that is written is read for its mistakes, which nobody wants to hear of after the run. */
bool accepted_open(struct accepted *accepted, const struct oasdrift_rule_options *options,
                   bool reproducible, struct arena *arena, struct error *err)
{
    struct baselines *lists = &accepted->lists;

    lists->today = run_date(arena, false);
    lists->date = run_date(arena, reproducible);
    if (options->baseline && !read_known(lists, options, err))
        return false;
    return !options->write_baseline || (read_accepted(lists, options->write_baseline, err) &&
                                        file_create(&accepted->file, options->write_baseline, err));
}

bool accepted_wanted(const struct accepted *accepted)
{
    return accepted->lists.known || accepted->lists.accepts;
}

/* ---- writing ---- */

/* What others have written since it was read is in it. */
static bool update(struct accepted *accepted, const struct oasdrift_rule_options *options,
                   struct error *err)
{
    struct baselines *lists = &accepted->lists;
    struct strbuf text;

    if (!read_accepted(lists, options->write_baseline, err))
        return false;
    lists->change = baseline_update(lists->accepts, &lists->question, options->prune);
    strbuf_init(&text, SIZE_MAX);
    baseline_write(lists->accepts, &text);
    fwrite(text.text, 1, text.length, accepted->file.stream);
    strbuf_release(&text);
    return file_sync(&accepted->file, err) && file_commit(&accepted->file, err);
}

/* Only what is replaced by a rename needs the lock. */
static bool lock(const struct accepted *accepted, struct file_lock *lock, const char *file,
                 const struct oasdrift_terminal_options *terminal, struct error *err)
{
    bool held = true;

    *lock = (struct file_lock){0};
    if (accepted->file.destination &&
        !file_lock_take(lock, file, terminal->interrupted, &held, err))
        return false;
    if (!held)
        caller_mention(terminal,
                       "%s: its folder cannot be locked: what another process writes "
                       "at the same time may be lost",
                       file);
    return true;
}

bool accepted_write(struct accepted *accepted, const struct oasdrift_rule_options *options,
                    const struct oasdrift_terminal_options *terminal, int code, struct error *err)
{
    struct file_lock held;
    bool written;

    if (accepted->lists.accepts && code == OASDRIFT_INTERRUPTED)
        caller_warn(terminal, "%s is not written: the run was interrupted",
                    options->write_baseline);
    if (!accepted->lists.accepts || code == OASDRIFT_INTERRUPTED || code == OASDRIFT_INTERNAL)
        return true;
    if (!lock(accepted, &held, options->write_baseline, terminal, err))
        return false;
    written = update(accepted, options, err);
    file_lock_release(&held);
    return written;
}

void accepted_release(struct accepted *accepted)
{
    baseline_free(accepted->lists.known);
    baseline_free(accepted->lists.accepts);
    file_drop(&accepted->file);
}
