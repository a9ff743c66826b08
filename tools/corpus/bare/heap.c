/* Little but malloc, realloc, calloc, aligned_alloc and free: a table of blocks
   of random sizes whose bytes are checked before they go, and a tree. */
#include "text.h"
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { blocks = 3000, rounds = 200000 };

static struct block {
  unsigned char *bytes;
  size_t size;
  unsigned char fill;
} table[blocks];
static unsigned long long counts[5];
static unsigned long long sum;

static void fail(const char *what) {
  put("wrong: ");
  put(what);
  put("\n");
}

static void check(const struct block *block, size_t size) {
  for (size_t i = 0; i < size; i++)
    if (block->bytes[i] != block->fill)
      return fail("bytes of a block");
  sum = sum * 31 + size + block->fill;
}

static size_t random_size(void) {
  unsigned kind = random_below(100);
  if (kind < 80)
    return random_below(200);
  return kind < 99 ? random_below(8000) : random_below(300000);
}

static void change(struct block *block) {
  size_t size = random_size();
  unsigned action = random_below(10);
  if (block->bytes && action < 3) {
    size_t kept = size < block->size ? size : block->size;
    unsigned char *moved = realloc(block->bytes, size + 1);
    if (!moved)
      return fail("realloc");
    block->bytes = moved;
    check(block, kept);
    counts[0]++;
  } else {
    if (block->bytes)
      check(block, block->size);
    free(block->bytes);
    if (action < 5) {
      size_t alignment = (size_t)16 << random_below(8);
      size_t whole = (size / alignment + 1) * alignment;
      block->bytes = aligned_alloc(alignment, whole);
      if ((uintptr_t)block->bytes % alignment)
        fail("alignment");
      counts[1]++;
    } else if (action < 7) {
      block->bytes = calloc(size + 1, 1);
      for (size_t i = 0; i <= size; i++)
        if (block->bytes[i])
          return fail("calloc");
      counts[2]++;
    } else {
      block->bytes = malloc(size + 1);
      counts[3]++;
    }
    if (!block->bytes)
      return fail("no memory");
  }
  block->size = size;
  block->fill = random_below(256);
  memset(block->bytes, block->fill, size);
}

struct tree {
  struct tree *left, *right;
  unsigned key;
};

static void insert(struct tree **at, unsigned key) {
  while (*at && (*at)->key != key)
    at = key < (*at)->key ? &(*at)->left : &(*at)->right;
  if (*at)
    return;
  *at = calloc(1, sizeof **at);
  (*at)->key = key;
  counts[4]++;
}

static unsigned long long release(struct tree *tree, unsigned depth) {
  if (!tree)
    return 0;
  unsigned long long value = tree->key * 7ull + depth;
  value += release(tree->left, depth + 1) + release(tree->right, depth + 1);
  free(tree);
  return value;
}

int main(void) {
  for (unsigned i = 0; i < rounds; i++)
    change(&table[random_below(blocks)]);
  for (unsigned i = 0; i < blocks; i++) {
    if (table[i].bytes)
      check(&table[i], table[i].size);
    free(table[i].bytes);
  }
  struct tree *root = 0;
  for (unsigned i = 0; i < 100000; i++)
    insert(&root, random_below(50000));
  sum += release(root, 0);
  for (unsigned i = 0; i < 5; i++) {
    put_number(counts[i]);
    put(" ");
  }
  put_number(sum);
  put("\n");
  return 0;
}
