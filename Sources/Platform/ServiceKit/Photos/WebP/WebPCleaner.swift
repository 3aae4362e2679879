/// WebP (RFC 9649): image, transparency, animation and colours survive, each without what stands
/// behind it.
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
  private var profile: [UInt8]?
  private var alpha: ArraySlice<UInt8>?
  private var body: [UInt8] = []
  private var images = 0
  private var size = (width: 0, height: 0)

  static func recognises(_ bytes: ArraySlice<UInt8>) -> Bool {
    bytes.starts(with: riff) && bytes.dropFirst(8).starts(with: webp)
  }

  static func clean(_ upload: ArraySlice<UInt8>) throws(PhotoFault) -> PhotoCleaner.Cleaned {
    var reader = PhotoReader(upload.dropFirst(4))
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
      // Decoders take the first.
      guard images == 0 else { return }
      let image = try image(type, content, alpha, within: canvas)
      body += image.chunks
      if canvas == nil { size = (image.width, image.height) }
    case "ANMF": try frame(content)
    case "ALPH": if canvas != nil { alpha = alpha ?? content }
    case "ANIM":
      // The colour behind it, which nobody shows, and how often it is repeated.
      guard canvas != nil, content.count >= 6, images == 0 else { return }
      Self.append(type, [0, 0, 0, 0] + content.dropFirst(4).prefix(2), to: &body)
    case "ICCP":
      if canvas != nil, images == 0 { profile = profile ?? ICCProfile(Array(content))?.bytes }
    case "EXIF": readOrientation(content)
    default: break
    }
  }

  private mutating func readCanvas(_ content: ArraySlice<UInt8>) throws(PhotoFault) {
    guard canvas == nil, images == 0 else {
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

  /// An image with its transparency. Its own size is checked, which decoders believe more than the
  /// canvas.
  private mutating func image(
    _ type: String, _ content: ArraySlice<UInt8>, _ alpha: ArraySlice<UInt8>?,
    within bounds: (width: Int, height: Int)?
  ) throws(PhotoFault) -> (chunks: [UInt8], width: Int, height: Int) {
    let isLossless = type == "VP8L"
    let lossy = isLossless ? nil : try WebPLossyImage(content)
    let (width, height) =
      if let lossy { (lossy.width, lossy.height) } else { try WebPLosslessImage.size(content) }
    try PhotoCleaner.checkSize(width, height)
    if let bounds, width > bounds.width || height > bounds.height {
      throw .broken("is larger than it says")
    }
    images += 1
    guard images <= Self.maxFrames else { throw .broken("has more than \(Self.maxFrames) frames") }
    var chunks: [UInt8] = []
    if let alpha, !isLossless {
      Self.append("ALPH", try Self.alpha(alpha, width, height), to: &chunks)
    }
    let cleaned =
      if let lossy {
        try lossy.cleaned()
      } else {
        try WebPLosslessImage.cleaned(content, width: width, height: height, hasHeader: true)
      }
    Self.append(type, cleaned, to: &chunks)
    return (chunks, width, height)
  }

  /// RFC 9649, 2.7.1.2: how it is packed, then a byte a pixel, or a lossless image.
  private static func alpha(
    _ content: ArraySlice<UInt8>, _ width: Int, _ height: Int
  ) throws(PhotoFault) -> [UInt8] {
    var reader = PhotoReader(content)
    let head = try reader.byte() & 0x3F
    switch head & 3 {
    case 0: return [head] + (try reader.take(width * height))
    case 1:
      return [head]
        + (try WebPLosslessImage.cleaned(
          content.dropFirst(), width: width, height: height, hasHeader: false))
    default: throw .broken("has broken transparency")
    }
  }

  /// A frame of an animation: its own header, then chunks of its own, cleaned like the outer ones.
  private mutating func frame(_ content: ArraySlice<UInt8>) throws(PhotoFault) {
    guard let canvas else { throw .broken("has frames and no canvas") }
    var reader = PhotoReader(content)
    var frame = Array(try reader.take(16))
    // How it is put over the one before; the rest of the byte is reserved.
    frame[15] &= 3
    var alpha: ArraySlice<UInt8>?
    var hasImage = false
    while !reader.isAtEnd {
      let (type, chunk) = try Self.chunk(&reader)
      switch type {
      case "VP8 ", "VP8L":
        guard !hasImage else { throw .broken("has a frame with several images") }
        frame += try image(type, chunk, alpha, within: canvas).chunks
        hasImage = true
      case "ALPH": alpha = alpha ?? chunk
      default: continue
      }
    }
    guard hasImage else { throw .broken("has a frame without image") }
    Self.append("ANMF", frame, to: &body)
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
    if canvas != nil || orientation != nil { Self.append("VP8X", extendedHeader, to: &chunks) }
    if let profile { Self.append("ICCP", profile, to: &chunks) }
    chunks += body
    if let orientation { Self.append("EXIF", orientation.tiff, to: &chunks) }
    var bytes = Self.riff
    bytes.append(littleEndian: chunks.count + 4, count: 4)
    bytes += Self.webp
    bytes += chunks
    return .init(bytes: bytes, format: .webp, width: size.width, height: size.height)
  }

  private var extendedHeader: [UInt8] {
    var kept = flags & (Flag.animation | Flag.alpha)
    if profile != nil { kept |= Flag.icc }
    if orientation != nil { kept |= Flag.exif }
    var bytes: [UInt8] = [kept, 0, 0, 0]
    bytes.append(littleEndian: size.width - 1, count: 3)
    bytes.append(littleEndian: size.height - 1, count: 3)
    return bytes
  }

  private static func append(
    _ type: String, _ content: [UInt8], to bytes: inout [UInt8]
  ) {
    bytes += type.utf8
    bytes.append(littleEndian: content.count, count: 4)
    bytes += content
    if content.count % 2 == 1 { bytes.append(0) }
  }
}
