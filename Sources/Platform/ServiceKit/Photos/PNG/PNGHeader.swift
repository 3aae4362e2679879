/// What IHDR says of a PNG's pixels (https://www.w3.org/TR/png-3/, 11.2.1).
struct PNGHeader {
  enum Colour: UInt8 {
    case grey = 0
    case rgb = 2
    case indexed = 3
    case greyAlpha = 4
    case rgbAlpha = 6
  }

  let width: Int
  let height: Int
  let depth: Int
  let colour: Colour
  let isInterlaced: Bool

  private static let depths: [Colour: Set<Int>] = [
    .grey: [1, 2, 4, 8, 16], .rgb: [8, 16], .indexed: [1, 2, 4, 8], .greyAlpha: [8, 16],
    .rgbAlpha: [8, 16],
  ]

  init(_ content: ArraySlice<UInt8>) throws(PhotoFault) {
    var reader = PhotoReader(content)
    width = try reader.bigEndian(4)
    height = try reader.bigEndian(4)
    try PhotoCleaner.checkSize(width, height)
    depth = Int(try reader.byte())
    guard let colour = Colour(rawValue: try reader.byte()),
      Self.depths[colour]?.contains(depth) == true, try reader.bigEndian(2) == 0
    else { throw .broken("has an impossible header") }
    self.colour = colour
    let interlace = try reader.byte()
    guard interlace <= 1 else { throw .broken("has an impossible header") }
    isInterlaced = interlace == 1
  }

  /// Rows of the same length.
  struct Pass {
    let columns: Int
    let rows: Int
    /// With the filter before them.
    let rowBytes: Int
  }

  /// How many bytes all rows have.
  var imageBytes: Int { passes.reduce(0) { $0 + $1.rows * $1.rowBytes } }

  /// The whole picture, or seven parts of it (8.2) but for those that are empty.
  var passes: [Pass] {
    guard isInterlaced else { return [pass(width, height)] }
    let starts = [(0, 0), (4, 0), (0, 4), (2, 0), (0, 2), (1, 0), (0, 1)]
    let steps = [(8, 8), (8, 8), (4, 8), (4, 4), (2, 4), (2, 2), (1, 2)]
    return zip(starts, steps).map { start, step in
      pass((width - start.0 + step.0 - 1) / step.0, (height - start.1 + step.1 - 1) / step.1)
    }.filter { $0.columns > 0 && $0.rows > 0 }
  }

  private func pass(_ columns: Int, _ rows: Int) -> Pass {
    let channels = [Colour.grey: 1, .rgb: 3, .indexed: 1, .greyAlpha: 2, .rgbAlpha: 4]
    let bits = columns * depth * (channels[colour] ?? 1)
    return Pass(columns: columns, rows: rows, rowBytes: 1 + (bits + 7) / 8)
  }

  /// The colours of the palette that pixels can name, and nothing behind them.
  func palette(_ content: ArraySlice<UInt8>) throws(PhotoFault) -> ArraySlice<UInt8>? {
    // For others it is a hint how to reduce the colours.
    guard colour == .indexed else { return nil }
    guard !content.isEmpty, content.count % 3 == 0 else {
      throw .broken("has an impossible palette")
    }
    return content.prefix(3 << depth)
  }

  /// Which colour is transparent, of whose bits as many count as pixels have (11.3.2.1), or how much
  /// each of the palette is.
  func transparency(
    _ content: ArraySlice<UInt8>, palette: ArraySlice<UInt8>?
  ) -> ArraySlice<UInt8>? {
    switch colour {
    case .grey, .rgb:
      content.count != (colour == .grey ? 2 : 6)
        ? nil
        : ArraySlice(
          content.enumerated().map { place, byte in
            let bits = place % 2 == 1 ? min(depth, 8) : depth - 8
            return bits > 0 ? byte & UInt8(1 << bits - 1) : 0
          })
    case .indexed: palette.map { content.prefix($0.count / 3) }
    case .greyAlpha, .rgbAlpha: nil
    }
  }
}
