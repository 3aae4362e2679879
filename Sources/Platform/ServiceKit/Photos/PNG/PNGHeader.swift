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

  /// How many bytes the rows have, each with its filter before it, in one pass or seven (8.2).
  var imageBytes: Int {
    guard isInterlaced else { return height * rowBytes(width) }
    let starts = [(0, 0), (4, 0), (0, 4), (2, 0), (0, 2), (1, 0), (0, 1)]
    let steps = [(8, 8), (8, 8), (4, 8), (4, 4), (2, 4), (2, 2), (1, 2)]
    return zip(starts, steps).reduce(0) { sum, pass in
      let columns = (width - pass.0.0 + pass.1.0 - 1) / pass.1.0
      let rows = (height - pass.0.1 + pass.1.1 - 1) / pass.1.1
      return sum + (columns > 0 ? rows * rowBytes(columns) : 0)
    }
  }

  private func rowBytes(_ pixels: Int) -> Int {
    let channels = [Colour.grey: 1, .rgb: 3, .indexed: 1, .greyAlpha: 2, .rgbAlpha: 4]
    return 1 + (pixels * depth * (channels[colour] ?? 1) + 7) / 8
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

  /// Which colour is transparent, or how much each of the palette is.
  func transparency(
    _ content: ArraySlice<UInt8>, palette: ArraySlice<UInt8>?
  ) -> ArraySlice<UInt8>? {
    switch colour {
    case .grey: content.count == 2 ? content : nil
    case .rgb: content.count == 6 ? content : nil
    case .indexed: palette.map { content.prefix($0.count / 3) }
    case .greyAlpha, .rgbAlpha: nil
    }
  }
}
