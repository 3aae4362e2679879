/// A prefix code of a lossless image (RFC 9649, 3.7.2), by the lengths of its codes.
struct WebPPrefixCode {
  private static let peekBits = 8

  /// The only symbol, for which no bit is written.
  private var only: Int?
  /// By the next bits, as they come: length << 16 | symbol; 0: the code is longer.
  private var short: [UInt32] = []
  /// By length: codes, first in order, and their symbols.
  private var firstCodes = [Int](repeating: 0, count: 16)
  private var starts = [Int](repeating: 0, count: 17)
  private var symbols: [Int] = []

  /// - Returns: nil if the codes are too many or too few, which no decoder takes.
  init?(_ lengths: [Int]) {
    var counts = [Int](repeating: 0, count: 16)
    for length in lengths where length > 0 { counts[length] += 1 }
    let total = counts.reduce(0, +)
    symbols.reserveCapacity(total)
    guard total > 1 else {
      guard let symbol = lengths.firstIndex(where: { $0 > 0 }) else { return nil }
      only = symbol
      return
    }
    var next = [Int](repeating: 0, count: 17)
    var code = 0
    for length in 1...15 {
      code <<= 1
      firstCodes[length] = code
      starts[length + 1] = starts[length] + counts[length]
      code += counts[length]
      next[length] = starts[length]
    }
    guard code == 1 << 15 else { return nil }
    symbols = Array(repeating: 0, count: total)
    short = Array(repeating: 0, count: 1 << Self.peekBits)
    for (symbol, length) in lengths.enumerated() where length > 0 {
      let place = next[length]
      next[length] += 1
      symbols[place] = symbol
      guard length <= Self.peekBits else { continue }
      let code = firstCodes[length] + place - starts[length]
      let reversed = Self.reversed(code, length)
      for rest in 0..<1 << (Self.peekBits - length) {
        short[rest << length | reversed] = UInt32(length << 16 | symbol)
      }
    }
  }

  func next(_ bits: inout WebPBits) -> Int {
    if let only { return only }
    let entry = Int(short[bits.peek(Self.peekBits)])
    if entry > 0 {
      _ = bits.take(entry >> 16)
      return entry & 0xFFFF
    }
    var code = 0
    for length in 1...15 {
      code = code << 1 | bits.take(1)
      let place = code - firstCodes[length]
      if place >= 0, place < starts[length + 1] - starts[length] {
        return symbols[starts[length] + place]
      }
    }
    return 0
  }

  private static func reversed(_ code: Int, _ length: Int) -> Int {
    (0..<length).reduce(0) { $0 | (code >> $1 & 1) << (length - 1 - $1) }
  }
}
