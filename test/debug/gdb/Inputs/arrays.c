// Arrays of several dimensions, parts of them, strings.
// gdb: break @filled
// gdb: run
// gdb: info locals
// gdb: print grid
// gdb: print grid[1]
// gdb: print grid[1][2]@2
// gdb: ptype grid
// gdb: whatis &grid[0]
// gdb: print text
// gdb: print *text@4
// gdb: print sizeof grid
// gdb: print &grid[2][3] - &grid[0][0]
// gdb: x/s text
// gdb: print wide
// gdb: ptype wide
// gdb: finish
static int sum(void) {
  int grid[3][4], total = 0;
  char text[] = "some text";
  short wide[] = {-1, 2, -3};
  for (int i = 0; i < 3; i++)
    for (int j = 0; j < 4; j++)
      grid[i][j] = 10 * i + j;
  total += grid[2][3] + text[0] + wide[2]; // @filled
  return total;
}
int main(void) { return sum() & 1; }
