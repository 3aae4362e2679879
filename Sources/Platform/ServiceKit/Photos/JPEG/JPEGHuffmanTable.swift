/// A Huffman table as a DHT segment holds it (ITU-T T.81, B.2.4.2).
struct JPEGHuffmanTable: Equatable {
  /// How many codes there are of each length, 1 to 16 bits.
  var counts: [UInt8]
  /// What the codes stand for, in the order of the codes.
  var values: [UInt8]

  /// - Returns: nil where decoders have none either, since codes would not fit their length.
  func decoder() -> JPEGHuffmanDecoder? { JPEGHuffmanDecoder(self) }
}

/// A Huffman table ready to find codes with (F.2.2.3), which notes what it found.
struct JPEGHuffmanDecoder {
  static let peekBits = 8

  private let table: JPEGHuffmanTable
  /// By the next 8 bits: the code's length and, in the lower byte, the place of its value; 0: it is
  /// longer.
  private var short = [UInt16](repeating: 0, count: 1 << peekBits)
  /// By length: the first code that is longer, and what leads from a code to its value's place.
  private var ends = [Int](repeating: 0, count: 17)
  private var offsets = [Int](repeating: 0, count: 17)
  private var isUsed = [Bool](repeating: false, count: 256)

  fileprivate init?(_ table: JPEGHuffmanTable) {
    self.table = table
    var code = 0
    var place = 0
    for length in 1...16 {
      let count = Int(table.counts[length - 1])
      offsets[length] = place - code
      for code in code..<code + count where length <= Self.peekBits && code < 1 << length {
        let spare = Self.peekBits - length
        let entry = UInt16(length << 8 | code + offsets[length])
        for rest in 0..<1 << spare { short[code << spare | rest] = entry }
      }
      code += count
      place += count
      ends[length] = code
      guard count == 0 || code <= 1 << length else { return nil }
      code <<= 1
    }
  }

  /// What the next code stands for. No code: 0, as libjpeg takes it.
  mutating func next(_ bits: inout JPEGBitReader) -> Int {
    let entry = Int(short[bits.peek(Self.peekBits)])
    if entry > 0 {
      bits.skip(entry >> 8)
      isUsed[entry & 0xFF] = true
      return Int(table.values[entry & 0xFF])
    }
    for length in Self.peekBits + 1...16 {
      let code = bits.peek(length)
      guard code < ends[length] else { continue }
      bits.skip(length)
      isUsed[code + offsets[length]] = true
      return Int(table.values[code + offsets[length]])
    }
    bits.skip(17)
    return 0
  }

  /// The table with what no code of the scan stood for left out or, between others, blank.
  var used: JPEGHuffmanTable {
    var used = table
    for place in used.values.indices where !isUsed[place] { used.values[place] = 0 }
    while let last = used.values.indices.last, !isUsed[last],
      let length = used.counts.lastIndex(where: { $0 > 0 })
    {
      used.values.removeLast()
      used.counts[length] -= 1
    }
    return used
  }
}
