// NEON: what programs use of its intrinsics, structures of vectors and shifts
// that insert.
// REQUIRES: aarch64
// RUN: %run_both %s
#include <arm_neon.h>
#include <stdio.h>
#include <string.h>
static unsigned char in[256];
#define SHOW(v)                                                                \
  do {                                                                         \
    unsigned char b[sizeof(v)];                                                \
    memcpy(b, &(v), sizeof(v));                                                \
    for (unsigned i = 0; i < sizeof(v); i++)                                   \
      printf("%02x", b[i]);                                                    \
    printf("\n");                                                              \
  } while (0)
int main(void) {
  for (int i = 0; i < 256; i++)
    in[i] = (unsigned char)(i * 37 + (i >> 3));
  uint8x16x4_t q = vld4q_u8(in + 3);
  SHOW(q);
  uint16x8x2_t h = vld2q_u16((const uint16_t *)(in + 6));
  SHOW(h);
  int32x2x3_t s = vld3_s32((const int32_t *)(in + 8));
  SHOW(s);
  float32x4x2_t f = vld2q_f32((const float *)(in + 16));
  SHOW(f);
  uint8x8_t a = vld1_u8(in), b = vld1_u8(in + 9);
  uint8x8_t l0 = vsli_n_u8(a, b, 0), l4 = vsli_n_u8(a, b, 4),
            l7 = vsli_n_u8(a, b, 7);
  SHOW(l0);
  SHOW(l4);
  SHOW(l7);
  uint8x16_t c = vld1q_u8(in + 20), d = vld1q_u8(in + 41);
  uint8x16_t r1 = vsriq_n_u8(c, d, 1), r6 = vsriq_n_u8(c, d, 6),
             r8 = vsriq_n_u8(c, d, 8);
  SHOW(r1);
  SHOW(r6);
  SHOW(r8);
  uint64x2_t e =
      vsliq_n_u64(vreinterpretq_u64_u8(c), vreinterpretq_u64_u8(d), 33);
  uint64x2_t g =
      vsriq_n_u64(vreinterpretq_u64_u8(c), vreinterpretq_u64_u8(d), 63);
  int32x4_t w =
      vsriq_n_s32(vreinterpretq_s32_u8(c), vreinterpretq_s32_u8(d), 32);
  SHOW(e);
  SHOW(g);
  SHOW(w);
  unsigned char out[64];
  vst4q_u8(out, q);
  SHOW(out);
  memset(out, 0, 64);
  vst2q_u16((uint16_t *)(out + 2), h);
  SHOW(out);
  memset(out, 0, 64);
  vst3_s32((int32_t *)(out + 4), s);
  SHOW(out);
  memset(out, 0, 64);
  vst2q_f32((float *)out, f);
  SHOW(out);
}
