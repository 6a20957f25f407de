/*
 * statements.c - every statement of the program: see statements.h
 *
 * All of lib/store and cgi is linked into this program (tests/CMakeLists.txt). The
 * compiler's debugging information says where each struct sql is; it is read from
 * memory.
 */
#include <check.h>
#include <link.h>
#include <string.h>
#include <unistd.h>

#include "statements.h"

/* Sets the address offset of the loaded program, which is the first entry. */
static int note_base(struct dl_phdr_info *info, size_t size, void *base)
{
    (void)size;
    *(uintptr_t *)base = info->dlpi_addr;
    return 1;
}

void statements_find(struct statements *out)
{
    char self[1024] = "", command[4096];
    unsigned long long address;
    uintptr_t base = 0;
    FILE *list;

    ck_assert_int_gt(readlink("/proc/self/exe", self, sizeof(self) - 1), 0);
    snprintf(command, sizeof(command),
             "readelf --debug-dump=info '%s' | awk -f '%s' | sort -n", self,
             SOURCE_DIR "/tests/postgres/statements.awk");
    list = popen(command, "re");
    ck_assert_ptr_nonnull(list);
    dl_iterate_phdr(note_base, &base);
    out->n = 0;
    while (fscanf(list, "%llu", &address) == 1) {
        ck_assert_uint_lt(out->n, STATEMENTS_MAX);
        out->items[out->n++] = (const struct sql *)(base + (uintptr_t)address);
    }
    ck_assert_int_eq(pclose(list), 0);
}

const char *statement_text(const struct statements *all, const char *name)
{
    for (size_t i = 0; i < all->n; i++)
        if (all->items[i]->name && strcmp(all->items[i]->name, name) == 0)
            return all->items[i]->text;
    ck_abort_msg("no statement is called %s", name);
    return NULL;
}
