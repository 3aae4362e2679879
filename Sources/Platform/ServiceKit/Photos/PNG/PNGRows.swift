/// A PNG's rows with what belongs to its pixels and nothing else, and which colours of its palette
/// these name.
///
/// A filter that does not exist is refused, as by libpng. Of pixels that share bytes, the bits that
/// fill up a row's last one are nobody's: such rows go on unfiltered, with those bits blank, as do
/// those of a palette, which are read anyway.
struct PNGRows {
  private let depth: Int
  private let isIndexed: Bool
  private var isUnfiltered: Bool { isIndexed || depth < 8 }
  /// The passes that are left, of which the first is being read.
  private var passes: ArraySlice<PNGHeader.Pass>
  /// Of that pass.
  private var rowBytes = 0
  private var rowsLeft = 0
  private var row: [UInt8] = []
  /// The row before, unfiltered.
  private var above: [UInt8] = []
  private var isNamed = [Bool](repeating: false, count: 256)

  init(_ header: PNGHeader) {
    depth = header.depth
    isIndexed = header.colour == .indexed
    passes = header.passes[...]
    beginPass()
  }

  private mutating func beginPass() {
    guard let pass = passes.first else { return }
    (rowBytes, rowsLeft) = (pass.rowBytes, pass.rows)
    above = Array(repeating: 0, count: rowBytes)
  }

  /// - Parameter rows: what comes next of the picture's rows; they may be cut anywhere.
  /// - Returns: the rows that are complete now.
  mutating func add(_ rows: ArraySlice<UInt8>) throws(PhotoFault) -> [UInt8] {
    var (rows, complete) = (rows, [UInt8]())
    while !rows.isEmpty, let pass = passes.first {
      let part = rows.prefix(rowBytes - row.count)
      row += part
      rows = rows.dropFirst(part.count)
      guard row.count == rowBytes else { return complete }
      guard row[0] <= 4 else { throw .broken("has a row with a filter that does not exist") }
      if isUnfiltered {
        unfilter()
        if isIndexed { note(pass.columns) }
        complete += pixels(pass.columns)
      } else {
        complete += row
      }
      (above, row) = (row, [])
      rowsLeft -= 1
      guard rowsLeft == 0 else { continue }
      passes = passes.dropFirst()
      beginPass()
    }
    return complete
  }

  /// The row without a filter, and without bits that are no pixel's.
  private func pixels(_ columns: Int) -> [UInt8] {
    var pixels = row
    pixels[0] = 0
    let bits = columns * depth % 8
    if bits > 0 { pixels[pixels.count - 1] &= UInt8.max << UInt8(8 - bits) }
    return pixels
  }

  /// https://www.w3.org/TR/png-3/, 9: what is to be added to each byte; pixels here have no more
  /// than one.
  private mutating func unfilter() {
    let filter = row[0]
    guard (1...4).contains(filter) else { return }
    for index in 1..<row.count {
      let left = index > 1 ? row[index - 1] : 0
      let corner = index > 1 ? above[index - 1] : 0
      let estimate: UInt8 =
        switch filter {
        case 1: left
        case 2: above[index]
        case 3: UInt8((Int(left) + Int(above[index])) / 2)
        default: Self.paeth(Int(left), Int(above[index]), Int(corner))
        }
      row[index] &+= estimate
    }
  }

  /// 9.4: of the three the one that is nearest to left + above − corner.
  private static func paeth(_ left: Int, _ above: Int, _ corner: Int) -> UInt8 {
    let (toLeft, toAbove, toCorner) = (
      abs(above - corner), abs(left - corner), abs(left + above - 2 * corner)
    )
    if toLeft <= toAbove, toLeft <= toCorner { return UInt8(left) }
    return UInt8(toAbove <= toCorner ? above : corner)
  }

  private mutating func note(_ columns: Int) {
    let pixelsPerByte = 8 / depth
    for column in 0..<columns {
      let byte = row[1 + column / pixelsPerByte]
      let shift = 8 - depth * (1 + column % pixelsPerByte)
      isNamed[Int(byte >> UInt8(shift)) & (1 << depth - 1)] = true
    }
  }

  /// A table with so many bytes for each colour, without what it says of colours that no pixel
  /// names: those in between are blank, those at the end go.
  func named(of table: ArraySlice<UInt8>, entryBytes: Int) -> [UInt8] {
    let count = (isNamed.lastIndex(of: true) ?? 0) + 1
    return table.prefix(count * entryBytes).enumerated().map { place, byte in
      isNamed[place / entryBytes] ? byte : 0
    }
  }
}
