/// Reads the bits of an entropy-coded segment, which ends before a marker (ITU-T T.81, B.1.1.5).
///
/// As with libjpeg, zeros follow where bits are missing, and any number of FF may stand before a
/// stuffed 00.
struct JPEGBitReader {
  private let bytes: UnsafeBufferPointer<UInt8>
  /// The next byte to load; at a marker: its FF.
  private(set) var position: Int
  private var buffer: UInt64 = 0
  /// How many bits of `buffer` are not read yet.
  private var count = 0
  /// How many zeros were added for want of bits.
  private var added = 0
  private var loaded = 0
  private var isOver = false

  init(_ bytes: UnsafeBufferPointer<UInt8>, at position: Int) {
    self.bytes = bytes
    self.position = position
  }

  /// Whether more bits were read than there are.
  var isShort: Bool { count < added }
  /// Whether the picture's bytes end here, not the segment.
  var isAtEnd: Bool { position >= bytes.count }
  /// How many bytes of the segment were read, the last one perhaps in part.
  var readBytes: Int { isShort ? loaded : loaded - (count - added) / 8 }
  /// How many bits of the last of them were not read.
  var spareBits: Int { isShort ? 0 : (count - added) % 8 }

  mutating func peek(_ bits: Int) -> Int {
    if count < 17 { load() }
    return Int(truncatingIfNeeded: buffer &>> UInt64(count - bits)) & (1 << bits - 1)
  }

  /// - Parameter bits: at most 17.
  mutating func skip(_ bits: Int) {
    if count < bits { load() }
    count -= bits
  }

  mutating func take(_ bits: Int) -> Int {
    guard bits > 0 else { return 0 }
    let value = peek(bits)
    count -= bits
    return value
  }

  private mutating func load() {
    while count <= 48 {
      buffer = buffer &<< 8 | UInt64(nextByte())
      count += 8
    }
  }

  private mutating func nextByte() -> UInt8 {
    if !isOver, position < bytes.count {
      let byte = bytes[position]
      if byte != 0xFF {
        position += 1
        loaded += 1
        return byte
      }
      var next = position + 1
      while next < bytes.count, bytes[next] == 0xFF { next += 1 }
      if next < bytes.count, bytes[next] == 0 {
        position = next + 1
        loaded += 1
        return 0xFF
      }
      if next >= bytes.count { position = bytes.count }
    }
    isOver = true
    added += 8
    return 0
  }
}
