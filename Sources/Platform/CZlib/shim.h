#pragma once
#include <zlib.h>

// The initialisers are macros that pass on version and size; Swift sees only functions.

static inline int mcf_inflate_begin(z_stream *stream, int window_bits) {
  return inflateInit2(stream, window_bits);
}

static inline int mcf_deflate_begin(z_stream *stream, int level) {
  return deflateInit(stream, level);
}
