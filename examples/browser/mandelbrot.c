/* The Mandelbrot set, for a page that has nothing but WebAssembly: the module
   imports nothing, and the page reads the pixels out of its memory. */
#include <stdint.h>
#include <stdlib.h>

static uint32_t *pixels;
static int width, height;

/* Set the size in pixels; 0 if there is no memory for them. */
__attribute__((export_name("resize"))) uint32_t *resize(int columns, int rows) {
  free(pixels);
  width = columns;
  height = rows;
  pixels = calloc((size_t)columns * rows, sizeof *pixels);
  return pixels;
}

static int steps(double x, double y, int most) {
  double real = 0, imaginary = 0;
  for (int i = 0; i < most; i++) {
    double a = real * real, b = imaginary * imaginary;
    if (a + b > 4)
      return i;
    imaginary = 2 * real * imaginary + y;
    real = a - b + x;
  }
  return most;
}

/* Draw the part of the plane around a point, `scale` units a pixel. Returns how
   many pixels are in the set. */
__attribute__((export_name("draw"))) int draw(double x, double y, double scale,
                                              int most) {
  int inside = 0;
  for (int row = 0; row < height; row++)
    for (int column = 0; column < width; column++) {
      int count = steps(x + (column - width / 2) * scale,
                        y + (row - height / 2) * scale, most);
      uint32_t shade = 255 * count / most;
      inside += count == most;
      /* Red, green, blue, opacity from the low byte on. */
      pixels[row * width + column] =
          count == most ? 0xff000000 : 0xff400000 | shade << 8 | shade / 2;
    }
  return inside;
}
