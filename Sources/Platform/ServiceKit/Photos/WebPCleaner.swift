/// WebP (RFC 9649): image, alpha, animation and ICCP survive.
struct WebPCleaner {
  private static let riff = Array("RIFF".utf8)
  private static let webp = Array("WEBP".utf8)

  /// Flags of the VP8X chunk.
  private enum Flag {
    static let animation: UInt8 = 0x02
    static let xmp: UInt8 = 0x04
    static let exif: UInt8 = 0x08
    static let alpha: UInt8 = 0x10
    static let icc: UInt8 = 0x20
  }

  private static let maxFrames = 1000

  private var canvas: (width: Int, height: Int)?
  private var flags: UInt8 = 0
  private var orientation: Orientation?
  private var body: [UInt8] = []
  private var images = 0
  private var size = (width: 0, height: 0)

  static func recognises(_ bytes: [UInt8]) -> Bool {
    bytes.count >= 12 && bytes.starts(with: riff) && bytes[8..<12].elementsEqual(webp)
  }

  static func clean(_ upload: [UInt8]) throws(PhotoFault) -> PhotoCleaner.Cleaned {
    var reader = PhotoReader(upload[4...])
    let length = try reader.littleEndian(4)
    guard length >= 4 else { throw .broken("has an impossible length") }
    var content = PhotoReader(try reader.take(length).dropFirst(4))
    var cleaner = WebPCleaner()
    cleaner.body.reserveCapacity(upload.count)
    while !content.isAtEnd {
      let (type, chunk) = try Self.chunk(&content)
      try cleaner.handle(type, chunk)
    }
    return try cleaner.finished()
  }

  private static func chunk(
    _ reader: inout PhotoReader
  ) throws(PhotoFault) -> (String, ArraySlice<UInt8>) {
    let type = String(decoding: try reader.take(4), as: UTF8.self)
    let length = try reader.littleEndian(4)
    let content = try reader.take(length)
    // Chunks are padded to an even length; some writers forget it at the very end.
    if length % 2 == 1, !reader.isAtEnd { _ = try reader.byte() }
    return (type, content)
  }

  private mutating func handle(
    _ type: String, _ content: ArraySlice<UInt8>
  ) throws(PhotoFault) {
    switch type {
    case "VP8X": try readCanvas(content)
    case "VP8 ", "VP8L":
      guard images == 0 else { throw .broken("has several images where one belongs") }
      try image(type, content, within: canvas)
      Self.append(type, content, to: &body)
    case "ANMF": try frame(content)
    case "ALPH", "ANIM", "ICCP": if canvas != nil { Self.append(type, content, to: &body) }
    case "EXIF": readOrientation(content)
    default: break
    }
  }

  private mutating func readCanvas(_ content: ArraySlice<UInt8>) throws(PhotoFault) {
    guard canvas == nil, images == 0, body.isEmpty else {
      throw .broken("says twice how large it is")
    }
    var reader = PhotoReader(content)
    flags = try reader.byte()
    _ = try reader.take(3)
    let width = try reader.littleEndian(3) + 1
    let height = try reader.littleEndian(3) + 1
    try PhotoCleaner.checkSize(width, height)
    canvas = (width, height)
    size = (width, height)
  }

  /// Checks an image's own size, which decoders believe more than the canvas.
  private mutating func image(
    _ type: String, _ content: ArraySlice<UInt8>, within bounds: (width: Int, height: Int)?
  ) throws(PhotoFault) {
    let (width, height) =
      type == "VP8L" ? try Self.losslessSize(content) : try Self.lossySize(content)
    try PhotoCleaner.checkSize(width, height)
    if let bounds {
      guard width <= bounds.width, height <= bounds.height else {
        throw .broken("is larger than it says")
      }
    } else {
      size = (width, height)
    }
    images += 1
    guard images <= Self.maxFrames else { throw .broken("has more than \(Self.maxFrames) frames") }
  }

  /// RFC 6386, 9.1: a key frame's start code and size.
  private static func lossySize(_ content: ArraySlice<UInt8>) throws(PhotoFault) -> (Int, Int) {
    var reader = PhotoReader(content)
    let isKeyFrame = try reader.littleEndian(3) & 1 == 0
    guard isKeyFrame, try reader.bigEndian(3) == 0x9D012A else {
      throw .broken("has no key frame")
    }
    return (try reader.littleEndian(2) & 0x3FFF, try reader.littleEndian(2) & 0x3FFF)
  }

  /// RFC 9649, 3.4: 14 bits each, less one.
  private static func losslessSize(_ content: ArraySlice<UInt8>) throws(PhotoFault) -> (Int, Int) {
    var reader = PhotoReader(content)
    guard try reader.byte() == 0x2F else { throw .broken("has a broken lossless image") }
    let bits = try reader.littleEndian(4)
    return (bits & 0x3FFF + 1, bits >> 14 & 0x3FFF + 1)
  }

  /// A frame of an animation: its own header, then chunks of its own, cleaned like the outer ones.
  private mutating func frame(_ content: ArraySlice<UInt8>) throws(PhotoFault) {
    guard let canvas else { throw .broken("has frames and no canvas") }
    var reader = PhotoReader(content)
    let header = try reader.take(16)
    var frame = Array(header)
    var hasImage = false
    while !reader.isAtEnd {
      let (type, chunk) = try Self.chunk(&reader)
      switch type {
      case "VP8 ", "VP8L":
        guard !hasImage else { throw .broken("has a frame with several images") }
        try image(type, chunk, within: canvas)
        hasImage = true
      case "ALPH": break
      default: continue
      }
      Self.append(type, chunk, to: &frame)
    }
    guard hasImage else { throw .broken("has a frame without image") }
    Self.append("ANMF", frame[...], to: &body)
  }

  private mutating func readOrientation(_ content: ArraySlice<UInt8>) {
    // Some writers put JPEG's prefix before the TIFF structure.
    let prefix = Array("Exif\0\0".utf8)
    let tiff = content.starts(with: prefix) ? content.dropFirst(prefix.count) : content
    orientation = orientation ?? Orientation(tiff: tiff)
  }

  private func finished() throws(PhotoFault) -> PhotoCleaner.Cleaned {
    guard images > 0 else { throw .broken("has no image data") }
    var chunks: [UInt8] = []
    chunks.reserveCapacity(body.count + 64)
    if canvas != nil || orientation != nil { Self.append("VP8X", extendedHeader[...], to: &chunks) }
    chunks += body
    if let orientation { Self.append("EXIF", orientation.tiff[...], to: &chunks) }
    var bytes = Self.riff
    bytes.append(littleEndian: chunks.count + 4, count: 4)
    bytes += Self.webp
    bytes += chunks
    return .init(bytes: bytes, format: .webp, width: size.width, height: size.height)
  }

  private var extendedHeader: [UInt8] {
    let kept = flags & (Flag.animation | Flag.alpha | Flag.icc)
    var bytes: [UInt8] = [kept | (orientation == nil ? 0 : Flag.exif), 0, 0, 0]
    bytes.append(littleEndian: size.width - 1, count: 3)
    bytes.append(littleEndian: size.height - 1, count: 3)
    return bytes
  }

  private static func append(
    _ type: String, _ content: ArraySlice<UInt8>, to bytes: inout [UInt8]
  ) {
    bytes += type.utf8
    bytes.append(littleEndian: content.count, count: 4)
    bytes += content
    if content.count % 2 == 1 { bytes.append(0) }
  }
}
