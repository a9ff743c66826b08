// No code, nothing to describe with -g1.
int only;
