import HTTPTypes

/// Leaves of a picture nothing but picture, colours and orientation, without decoding it.
///
/// Only what is on an allow-list survives, and of that only what decoders read: codes are followed
/// to their end, and what stands behind them goes. The EXIF orientation, if there is one, is written
/// back as the only tag. What libjpeg, libpng and libwebp pass over is passed over. The dimensions
/// are checked as soon as they are read, before the rest is looked at.
enum PhotoCleaner {
  struct Cleaned {
    var bytes: [UInt8]
    var format: Photo.Format
    var width: Int
    var height: Int
  }

  /// - Throws: problems: 415 for another or unusual kind of picture, 400 for a broken one;
  ///   `CancellationError` when the task is cancelled in the midst of it.
  static func clean(_ upload: ArraySlice<UInt8>) throws -> Cleaned {
    do {
      if upload.starts(with: JPEGCleaner.signature) { return try JPEGCleaner.clean(upload) }
      if upload.starts(with: PNGCleaner.signature) { return try PNGCleaner.clean(upload) }
      if WebPCleaner.recognises(upload) { return try WebPCleaner.clean(upload) }
    } catch .abandoned {
      throw CancellationError()
    } catch {
      throw error.problem
    }
    throw Problem.unsupportedMediaType(ForeignPicture.advice(upload))
  }

  /// Ends what nobody waits for any more. Whatever goes on for longer than its file is long asks this
  /// again and again: small files can be made that take minutes to look through.
  static func checkCancellation() throws(PhotoFault) {
    if Task.isCancelled { throw .abandoned }
  }

  /// Refuses sizes that nobody should have to decode.
  static func checkSize(_ width: Int, _ height: Int) throws(PhotoFault) {
    guard width > 0, height > 0 else { throw .broken("says that it is empty") }
    guard width.multipliedReportingOverflow(by: height).partialValue <= Photo.maxPixels,
      width <= Photo.maxPixels, height <= Photo.maxPixels
    else { throw .tooManyPixels(width, height) }
  }
}

/// Why a picture is not taken.
enum PhotoFault: Error, Equatable {
  case broken(String)
  case unsupported(String)
  case tooManyPixels(Int, Int)
  /// Nobody waits for it any more.
  case abandoned

  static let truncated = PhotoFault.broken("ends too early; perhaps the upload was cut off")

  var problem: Problem {
    switch self {
    case .abandoned: Problem(converting: CancellationError())
    case .broken(let reason):
      Problem(
        .badRequest, "photo-broken", title: "The picture is broken",
        detail: "The picture \(reason).")
    case .unsupported(let reason):
      Problem.unsupportedMediaType("The picture \(reason).")
    case .tooManyPixels(let width, let height):
      Problem(
        .badRequest, "photo-too-many-pixels", title: "The picture has too many pixels",
        detail: "It has \(width) × \(height) pixels; at most \(Photo.maxPixels / 1_000_000)"
          + " megapixels are accepted. Send a smaller copy, or set the camera to fewer megapixels.")
    }
  }
}

/// Reads bytes in order and never past the end.
struct PhotoReader {
  let bytes: ArraySlice<UInt8>
  private(set) var position: Int

  init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    position = bytes.startIndex
  }

  var isAtEnd: Bool { position >= bytes.endIndex }
  var remaining: Int { bytes.endIndex - position }

  mutating func byte() throws(PhotoFault) -> UInt8 {
    guard position < bytes.endIndex else { throw .truncated }
    defer { position += 1 }
    return bytes[position]
  }

  mutating func take(_ count: Int) throws(PhotoFault) -> ArraySlice<UInt8> {
    guard count >= 0, count <= remaining else { throw .truncated }
    defer { position += count }
    return bytes[position..<position + count]
  }

  mutating func bigEndian(_ count: Int) throws(PhotoFault) -> Int {
    try take(count).reduce(0) { $0 << 8 | Int($1) }
  }

  mutating func littleEndian(_ count: Int) throws(PhotoFault) -> Int {
    try take(count).reversed().reduce(0) { $0 << 8 | Int($1) }
  }
}

extension [UInt8] {
  mutating func append(bigEndian value: Int, count: Int) {
    for shift in stride(from: (count - 1) * 8, through: 0, by: -8) {
      append(UInt8(truncatingIfNeeded: value >> shift))
    }
  }

  mutating func append(littleEndian value: Int, count: Int) {
    for shift in stride(from: 0, to: count * 8, by: 8) {
      append(UInt8(truncatingIfNeeded: value >> shift))
    }
  }
}
