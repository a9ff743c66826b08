/* zlib over data of several kinds, at all levels and strategies. */
#include "text.h"
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

enum { size = 200000 };

static unsigned char *data, *packed, *unpacked;

/* Random bytes, words of few letters, runs, or counts. */
static void fill(unsigned kind) {
  for (unsigned i = 0; i < size;) {
    unsigned length = 1 + random_below(kind == 2 ? 400 : 12);
    unsigned char letter = random_below(256);
    for (; length && i < size; length--, i++)
      data[i] = kind == 0   ? random_below(256)
                : kind == 1 ? "etaoin shrdlu"[random_below(13)]
                : kind == 2 ? letter
                            : i / 4 >> i % 4 * 8;
  }
}

static void round_trip(unsigned kind, int level, int strategy) {
  z_stream stream = {0};
  if (deflateInit2(&stream, level, Z_DEFLATED, 15, 8, strategy) != Z_OK)
    return put("deflateInit2 fails\n");
  uLong room = deflateBound(&stream, size);
  stream.next_in = data;
  stream.avail_in = size;
  stream.next_out = packed;
  stream.avail_out = room;
  int code = deflate(&stream, Z_FINISH);
  uLongf packed_size = stream.total_out;
  deflateEnd(&stream);
  uLongf unpacked_size = size;
  int back = uncompress(unpacked, &unpacked_size, packed, packed_size);
  put_number(kind);
  put(" ");
  put_number(level);
  put(" ");
  put_number(strategy);
  put(": ");
  put_number(packed_size);
  put(" ");
  put_number(crc32(0, packed, packed_size));
  put(code == Z_STREAM_END && back == Z_OK && unpacked_size == size &&
              !memcmp(data, unpacked, size)
          ? " same\n"
          : " differs\n");
}

int main(void) {
  data = malloc(size);
  unpacked = malloc(size);
  packed = malloc(2 * size);
  for (unsigned kind = 0; kind < 4; kind++) {
    fill(kind);
    put_number(adler32(1, data, size));
    put("\n");
    for (int level = 0; level <= 9; level++)
      round_trip(kind, level, Z_DEFAULT_STRATEGY);
    for (int strategy = Z_FILTERED; strategy <= Z_FIXED; strategy++)
      round_trip(kind, 6, strategy);
  }
  packed[100] ^= 0x55;
  uLongf length = size;
  put(zError(uncompress(unpacked, &length, packed, 5000)));
  put("\n");
  return 0;
}
