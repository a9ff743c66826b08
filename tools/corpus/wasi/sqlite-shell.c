/* Runs the SQL on its input against a database in memory and prints the rows:
   what of sqlite3's shell the checks need where there is no Unix. Lines that
   begin with a dot are left out. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sqlite3.h"

/* A file system without files: sqlite3 asks it for time and chance only. */
static int noOpen(sqlite3_vfs *vfs, sqlite3_filename name, sqlite3_file *file,
                  int flags, int *outFlags) {
  file->pMethods = 0;
  return SQLITE_CANTOPEN;
}
static int noDelete(sqlite3_vfs *vfs, const char *name, int sync) {
  return SQLITE_OK;
}
static int noAccess(sqlite3_vfs *vfs, const char *name, int flags, int *found) {
  *found = 0;
  return SQLITE_OK;
}
static int fullName(sqlite3_vfs *vfs, const char *name, int size, char *out) {
  sqlite3_snprintf(size, out, "%s", name);
  return SQLITE_OK;
}
static int noChance(sqlite3_vfs *vfs, int size, char *out) {
  memset(out, 42, size);
  return size;
}
static int noSleep(sqlite3_vfs *vfs, int microseconds) { return 0; }
static int fixedTime(sqlite3_vfs *vfs, double *now) {
  *now = 2460000.5;
  return SQLITE_OK;
}
static int lastError(sqlite3_vfs *vfs, int size, char *out) { return 0; }

int sqlite3_os_init(void) {
  static sqlite3_vfs vfs = {.iVersion = 1,
                            .szOsFile = sizeof(sqlite3_file),
                            .mxPathname = 512,
                            .zName = "none",
                            .xOpen = noOpen,
                            .xDelete = noDelete,
                            .xAccess = noAccess,
                            .xFullPathname = fullName,
                            .xRandomness = noChance,
                            .xSleep = noSleep,
                            .xCurrentTime = fixedTime,
                            .xGetLastError = lastError};
  return sqlite3_vfs_register(&vfs, 1);
}
int sqlite3_os_end(void) { return SQLITE_OK; }

static int printRow(void *unused, int count, char **values, char **names) {
  for (int i = 0; i < count; i++)
    printf("%s%s", i ? "|" : "", values[i] ? values[i] : "");
  putchar('\n');
  return 0;
}

int main(void) {
  sqlite3 *database;
  if (sqlite3_open(":memory:", &database))
    return 1;
  char line[65536];
  char *statement = 0;
  while (fgets(line, sizeof line, stdin)) {
    if (!statement && line[0] == '.')
      continue;
    char *longer = sqlite3_mprintf("%s%s", statement ? statement : "", line);
    sqlite3_free(statement);
    statement = longer;
    if (!sqlite3_complete(statement))
      continue;
    char *error = 0;
    if (sqlite3_exec(database, statement, printRow, 0, &error))
      printf("error: %s\n", error ? error : "?");
    sqlite3_free(error);
    sqlite3_free(statement);
    statement = 0;
  }
  sqlite3_free(statement);
  return sqlite3_close(database);
}
