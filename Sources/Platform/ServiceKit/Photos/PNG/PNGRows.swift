/// Which colours of its palette an indexed PNG's pixels name.
struct PNGIndexes {
  private let depth: Int
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
    passes = header.passes[...]
    beginPass()
  }

  private mutating func beginPass() {
    guard let pass = passes.first else { return }
    (rowBytes, rowsLeft) = (pass.rowBytes, pass.rows)
    above = Array(repeating: 0, count: rowBytes)
  }

  /// - Parameter rows: what comes next of the picture's rows; they may be cut anywhere.
  mutating func add(_ rows: ArraySlice<UInt8>) {
    var rows = rows
    while !rows.isEmpty, let pass = passes.first {
      let part = rows.prefix(rowBytes - row.count)
      row += part
      rows = rows.dropFirst(part.count)
      guard row.count == rowBytes else { return }
      unfilter()
      note(pass.columns)
      (above, row) = (row, [])
      rowsLeft -= 1
      guard rowsLeft == 0 else { continue }
      passes = passes.dropFirst()
      beginPass()
    }
  }

  /// https://www.w3.org/TR/png-3/, 9: what is to be added to each byte; pixels of a palette have no
  /// more than one.
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
