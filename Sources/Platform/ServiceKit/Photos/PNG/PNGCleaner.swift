/// PNG (https://www.w3.org/TR/png-3/): the picture, packed anew, what its pixels name of its palette
/// and transparency, and what its colours mean.
///
/// As libpng does, it passes over damaged chunks that are not critical, and over what is out of its
/// place. A picture that is complete needs no end.
struct PNGCleaner {
  static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
  private static let pieceBytes = 1024 * 1024

  private struct Chunk {
    let type: String
    let content: ArraySlice<UInt8>
    /// An upper-case first letter says that the picture cannot be shown without the chunk.
    var isCritical: Bool { type.utf8.first.map { $0 & 0x20 == 0 } ?? true }
  }

  private var reader: PhotoReader
  private let header: PNGHeader
  private let headerContent: ArraySlice<UInt8>
  private var orientation: Orientation?
  private var palette: ArraySlice<UInt8>?
  private var transparency: ArraySlice<UInt8>?
  /// By type, the first of each.
  private var colours: [String: [UInt8]] = [:]
  private var image: [ArraySlice<UInt8>] = []
  private var isImageOver = false

  static func clean(_ upload: ArraySlice<UInt8>) throws(PhotoFault) -> PhotoCleaner.Cleaned {
    var cleaner = try PNGCleaner(upload)
    while let chunk = try cleaner.chunk(), chunk.type != "IEND" { try cleaner.handle(chunk) }
    return try cleaner.cleaned()
  }

  private init(_ upload: ArraySlice<UInt8>) throws(PhotoFault) {
    reader = PhotoReader(upload.dropFirst(Self.signature.count))
    guard try reader.bigEndian(4) == 13, Self.text(try reader.take(4)) == "IHDR" else {
      throw .broken("does not begin with its size")
    }
    headerContent = try reader.take(13)
    header = try PNGHeader(headerContent)
    // Once more, to check its sum.
    reader = PhotoReader(upload.dropFirst(Self.signature.count))
    _ = try chunk()
  }

  /// nil: the end; a last piece of image data may be cut off.
  private mutating func chunk() throws(PhotoFault) -> Chunk? {
    guard reader.remaining >= 8 else { return try end() }
    let length = try reader.bigEndian(4)
    let start = reader.position
    let type = Self.text(try reader.take(4))
    guard reader.remaining >= length + 4 else {
      guard type == "IDAT", !isImageOver else { return try end() }
      return Chunk(type: type, content: try reader.take(min(length, reader.remaining)))
    }
    let content = try reader.take(length)
    let sum = try reader.bigEndian(4)
    let chunk = Chunk(type: type, content: content)
    guard Checksum.crc32(reader.bytes[start..<content.endIndex]) == sum else {
      guard !chunk.isCritical else { throw .broken("has a chunk with a wrong checksum") }
      return try self.chunk()
    }
    return chunk
  }

  private func end() throws(PhotoFault) -> Chunk? {
    guard !image.isEmpty else { throw .truncated }
    return nil
  }

  private static func text(_ bytes: ArraySlice<UInt8>) -> String {
    String(decoding: bytes, as: UTF8.self)
  }

  private mutating func handle(_ chunk: Chunk) throws(PhotoFault) {
    if !image.isEmpty, chunk.type != "IDAT" { isImageOver = true }
    switch chunk.type {
    case "IDAT": if !isImageOver { image.append(chunk.content) }
    case "eXIf": orientation = orientation ?? Orientation(tiff: chunk.content)
    case "PLTE":
      if image.isEmpty, palette == nil { palette = try header.palette(chunk.content) }
    case "tRNS":
      if image.isEmpty, transparency == nil {
        transparency = header.transparency(chunk.content, palette: palette)
      }
    case "IHDR": throw .broken("says twice how large it is")
    case let type where PNGColours.types.contains(type):
      if image.isEmpty, palette == nil, colours[type] == nil {
        colours[type] = PNGColours.cleaned(type, chunk.content)
      }
    default:
      guard !chunk.isCritical else { throw .unsupported("has a chunk that nobody knows") }
    }
  }

  private func cleaned() throws(PhotoFault) -> PhotoCleaner.Cleaned {
    guard !image.isEmpty else { throw .broken("has no image data") }
    guard header.colour != .indexed || palette != nil else { throw .broken("lacks its palette") }
    var rows = PNGRows(header)
    let data = try PNGImageData(chunks: image, imageBytes: header.imageBytes).repacked {
      (piece) throws(PhotoFault) in try rows.add(piece)
    }
    var bytes = Self.signature
    bytes.reserveCapacity(data.count + 4096)
    Self.append("IHDR", headerContent, to: &bytes)
    for type in PNGColours.types {
      if let content = colours[type] { Self.append(type, content[...], to: &bytes) }
    }
    if let orientation { Self.append("eXIf", orientation.tiff[...], to: &bytes) }
    for (type, table, entryBytes) in [("PLTE", palette, 3), ("tRNS", transparency, 1)] {
      guard let table else { continue }
      let named =
        header.colour == .indexed
        ? rows.named(of: table, entryBytes: entryBytes) : Array(table)
      Self.append(type, named[...], to: &bytes)
    }
    for start in stride(from: 0, to: data.count, by: Self.pieceBytes) {
      Self.append("IDAT", data[start..<min(start + Self.pieceBytes, data.count)], to: &bytes)
    }
    Self.append("IEND", [], to: &bytes)
    return .init(bytes: bytes, format: .png, width: header.width, height: header.height)
  }

  private static func append(
    _ type: String, _ content: ArraySlice<UInt8>, to bytes: inout [UInt8]
  ) {
    bytes.append(bigEndian: content.count, count: 4)
    let start = bytes.count
    bytes += type.utf8
    bytes += content
    bytes.append(bigEndian: Checksum.crc32(bytes[start...]), count: 4)
  }
}
