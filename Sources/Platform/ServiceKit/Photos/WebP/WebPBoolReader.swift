/// The arithmetic decoder of VP8 (RFC 6386, 7), which counts the bytes that it needs.
struct WebPBoolReader {
  private let bytes: UnsafeBufferPointer<UInt8>
  /// How many bytes were needed so far.
  private(set) var position = 0
  /// Whether more were needed than there are.
  private(set) var isShort = false
  private var value = 0
  /// One less than the range.
  private var range = 254
  /// How many bits of `value` are not looked at yet.
  private var bits = -8

  /// Decoders read the first byte at once, even of a part that says nothing.
  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
    load()
  }

  /// - Parameter probability: of false, in 256ths.
  mutating func flag(_ probability: UInt8 = 128) -> Bool {
    if bits < 0 { load() }
    let split = (range &* Int(probability)) &>> 8
    let isTrue = value &>> bits > split
    if isTrue {
      range = range &- split
      value = value &- (split &+ 1) &<< bits
    } else {
      range = split &+ 1
    }
    let shift = UInt8(truncatingIfNeeded: range).leadingZeroBitCount
    range = range &<< shift &- 1
    bits &-= shift
    return isTrue
  }

  mutating func bit(_ probability: UInt8 = 128) -> Int { flag(probability) ? 1 : 0 }

  mutating func literal(_ count: Int) -> Int {
    var number = 0
    for _ in 0..<count { number = number << 1 | bit() }
    return number
  }

  /// A number with its sign, where there is one.
  mutating func skipOptional(_ count: Int) {
    if flag() { _ = literal(count + 1) }
  }

  private mutating func load() {
    value = value &<< 8
    bits &+= 8
    if position < bytes.count {
      value |= Int(bytes[position])
      position += 1
    } else {
      isShort = true
    }
  }
}
