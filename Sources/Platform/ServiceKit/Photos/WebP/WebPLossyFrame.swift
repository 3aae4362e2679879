/// Follows the codes of a VP8 key frame (RFC 6386, 9, 11 and 13) without decoding its pixels.
struct WebPLossyFrame {
  /// What the blocks beside and above one say: whether they have coefficients, and their modes.
  private struct Neighbours {
    /// Four of brightness, two and two of colour, and the one of averages.
    var isCoded = [Bool](repeating: false, count: 9)
    var modes = [Int](repeating: 0, count: 4)
  }

  private struct Block {
    var isSplit = false
    var isEmpty = false
  }

  private let wide: Int
  private let high: Int
  private var first: WebPBoolReader
  private var hasSegments = false
  private var segmentTree: [UInt8] = [255, 255, 255]
  private(set) var partCount = 1
  private var probabilities = WebPLossyTables.coefficients
  /// Of blocks that have none; nil: it is not said.
  private var emptyProbability: UInt8?
  private var above: [Neighbours]
  private var left = Neighbours()

  var usedBytes: Int { first.position }

  init(_ first: UnsafeBufferPointer<UInt8>, width: Int, height: Int) {
    wide = (width + 15) / 16
    high = (height + 15) / 16
    self.first = WebPBoolReader(first)
    above = Array(repeating: Neighbours(), count: wide)
    readHeader()
  }

  /// 9.2 to 9.11 for key frames.
  private mutating func readHeader() {
    _ = first.literal(2)
    if first.flag() { readSegments() }
    _ = first.literal(1 + 6 + 3)
    if first.flag(), first.flag() { for _ in 0..<8 { first.skipOptional(6) } }
    partCount = 1 << first.literal(2)
    _ = first.literal(7)
    for _ in 0..<5 { first.skipOptional(4) }
    _ = first.flag()
    for place in probabilities.indices where first.flag(WebPLossyTables.updates[place]) {
      probabilities[place] = UInt8(first.literal(8))
    }
    if first.flag() { emptyProbability = UInt8(first.literal(8)) }
  }

  private mutating func readSegments() {
    hasSegments = first.flag()
    if first.flag() {
      _ = first.flag()
      for _ in 0..<4 { first.skipOptional(7) }
      for _ in 0..<4 { first.skipOptional(6) }
    }
    guard hasSegments else { return }
    for index in 0..<3 { segmentTree[index] = first.flag() ? UInt8(first.literal(8)) : 255 }
  }

  /// - Returns: how many bytes of each part were needed.
  mutating func read(_ parts: [UnsafeBufferPointer<UInt8>]) throws(PhotoFault) -> [Int] {
    var readers = parts.map(WebPBoolReader.init)
    for row in 0..<high {
      try PhotoCleaner.checkCancellation()
      left = Neighbours()
      let blocks = (0..<wide).map { modes(column: $0) }
      guard !first.isShort else { throw .truncated }
      let part = row % parts.count
      left = Neighbours()
      for (column, block) in blocks.enumerated() {
        coefficients(of: block, column: column, &readers[part])
      }
      guard !readers[part].isShort else { throw .truncated }
    }
    return readers.map(\.position)
  }

  /// 11.2 and 11.3.
  private mutating func modes(column: Int) -> Block {
    var block = Block()
    if hasSegments { _ = first.flag(segmentTree[first.flag(segmentTree[0]) ? 2 : 1]) }
    if let emptyProbability { block.isEmpty = first.flag(emptyProbability) }
    block.isSplit = !first.flag(145)
    if block.isSplit {
      for row in 0..<4 { for place in 0..<4 { splitMode(column, row, place) } }
    } else {
      let isSide = first.flag(156)
      // Of one block the same as of sixteen: even, "true motion", from above, from the left.
      let mode = first.flag(isSide ? 128 : 163) ? (isSide ? 1 : 2) : (isSide ? 3 : 0)
      above[column].modes = Array(repeating: mode, count: 4)
      left.modes = Array(repeating: mode, count: 4)
    }
    if first.flag(142), first.flag(114) { _ = first.flag(183) }
    return block
  }

  private mutating func splitMode(_ column: Int, _ row: Int, _ place: Int) {
    let start = (above[column].modes[place] * 10 + left.modes[row]) * 9
    var node = 0
    repeat {
      let branch = first.bit(WebPLossyTables.modes[start + node])
      node = WebPLossyTables.modeTree[node * 2 + branch]
    } while node > 0
    above[column].modes[place] = -node
    left.modes[row] = -node
  }

  /// 13: of averages, brightness and colours.
  private mutating func coefficients(
    of block: Block, column: Int, _ reader: inout WebPBoolReader
  ) {
    guard !block.isEmpty else {
      for place in 0..<(block.isSplit ? 8 : 9) {
        above[column].isCoded[place] = false
        left.isCoded[place] = false
      }
      return
    }
    if !block.isSplit { coefficients(1, 0, above: 8, left: 8, column, &reader) }
    for row in 0..<4 {
      for place in 0..<4 {
        coefficients(
          block.isSplit ? 3 : 0, block.isSplit ? 0 : 1, above: place, left: row, column, &reader)
      }
    }
    for colour in [4, 6] {
      for row in 0..<2 {
        for place in 0..<2 {
          coefficients(2, 0, above: colour + place, left: colour + row, column, &reader)
        }
      }
    }
  }

  private mutating func coefficients(
    _ plane: Int, _ start: Int, above place: Int, left row: Int, _ column: Int,
    _ reader: inout WebPBoolReader
  ) {
    let context = (above[column].isCoded[place] ? 1 : 0) + (left.isCoded[row] ? 1 : 0)
    let end = Self.end(plane, start, context, probabilities, &reader)
    above[column].isCoded[place] = end > start
    left.isCoded[row] = end > start
  }

  /// Reads one block's coefficients (13.2 and 13.3).
  ///
  /// - Returns: the place after the last one.
  private static func end(
    _ plane: Int, _ start: Int, _ context: Int, _ probabilities: [UInt8],
    _ reader: inout WebPBoolReader
  ) -> Int {
    func node(_ index: Int, _ context: Int) -> Int {
      ((plane * 8 + WebPLossyTables.bands[index]) * 3 + context) * 11
    }
    var index = start
    var place = node(index, context)
    while index < 16 {
      guard reader.flag(probabilities[place]) else { return index }
      while !reader.flag(probabilities[place + 1]) {
        index += 1
        place = node(index, 0)
        if index == 16 { return 16 }
      }
      index += 1
      if reader.flag(probabilities[place + 2]) {
        skipLarge(probabilities[place..<place + 11], &reader)
        place = node(index, 2)
      } else {
        place = node(index, 1)
      }
      _ = reader.flag()
    }
    return 16
  }

  /// A value above one, by its category.
  private static func skipLarge(
    _ nodes: ArraySlice<UInt8>, _ reader: inout WebPBoolReader
  ) {
    let start = nodes.startIndex
    if !reader.flag(nodes[start + 3]) {
      if reader.flag(nodes[start + 4]) { _ = reader.flag(nodes[start + 5]) }
    } else if !reader.flag(nodes[start + 6]) {
      if !reader.flag(nodes[start + 7]) {
        _ = reader.flag(159)
      } else {
        _ = reader.flag(165)
        _ = reader.flag(145)
      }
    } else {
      let high = reader.bit(nodes[start + 8])
      let category = 2 * high + reader.bit(nodes[start + 9 + high])
      for probability in WebPLossyTables.categories[category] { _ = reader.flag(probability) }
    }
  }
}
