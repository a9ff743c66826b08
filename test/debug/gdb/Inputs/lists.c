// A linked list and a tree on the heap.
// gdb: break @built
// gdb: run
// gdb: print *head
// gdb: print *head->next
// gdb: print *head->next->next
// gdb: print head->next->name
// gdb: ptype head
// gdb: ptype struct Tree
// gdb: print tree->left->key
// gdb: print *tree->right
// gdb: break depth if tree->key == 9
// gdb: continue
// gdb: bt
// gdb: info args
// gdb: finish
#include <stdlib.h>
struct List {
  const char *name;
  struct List *next;
};
struct Tree {
  int key;
  struct Tree *left, *right;
};
static struct List *push(struct List *list, const char *name) {
  struct List *node = malloc(sizeof *node);
  node->name = name;
  node->next = list;
  return node;
}
static struct Tree *insert(struct Tree *tree, int key) {
  if (!tree) {
    tree = calloc(1, sizeof *tree);
    tree->key = key;
  } else if (key < tree->key) {
    tree->left = insert(tree->left, key);
  } else {
    tree->right = insert(tree->right, key);
  }
  return tree;
}
static int depth(struct Tree *tree) {
  if (!tree)
    return 0;
  int left = depth(tree->left), right = depth(tree->right);
  return 1 + (left > right ? left : right);
}
int main(void) {
  struct List *head = push(push(push(0, "c"), "b"), "a");
  struct Tree *tree = 0;
  int keys[] = {5, 2, 9, 7, 11};
  for (int i = 0; i < 5; i++)
    tree = insert(tree, keys[i]);
  int levels = depth(tree); // @built
  return levels + head->name[0] == 0;
}
