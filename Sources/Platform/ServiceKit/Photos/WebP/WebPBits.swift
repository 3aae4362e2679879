/// Reads bits, the lowest of each byte first (RFC 9649, 3.2).
struct WebPBits {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var buffer: UInt64 = 0
  private var count = 0
  private var loaded = 0
  private var position = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  /// Whether more bits were read than there are.
  var isShort: Bool { position > bytes.count * 8 }
  /// How many bytes were read, the last one perhaps in part.
  var readBytes: Int { (position + 7) / 8 }
  /// How many bits of the last of them were not read.
  var spareBits: Int { readBytes * 8 - position }

  /// - Parameter bits: at most 24.
  mutating func peek(_ bits: Int) -> Int {
    while count < bits {
      if loaded < bytes.count { buffer |= UInt64(bytes[loaded]) &<< UInt64(count) }
      loaded += 1
      count += 8
    }
    return Int(truncatingIfNeeded: buffer) & (1 << bits - 1)
  }

  mutating func take(_ bits: Int) -> Int {
    let value = peek(bits)
    buffer = buffer &>> UInt64(bits)
    count -= bits
    position += bits
    return value
  }

  mutating func flag() -> Bool { take(1) == 1 }
}
