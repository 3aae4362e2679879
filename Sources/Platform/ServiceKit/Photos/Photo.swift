import Crypto

/// A picture as it is kept and served: checked by content, without metadata.
public struct Photo: Sendable, Hashable {
  public enum Format: String, Sendable, CaseIterable {
    case jpeg = "image/jpeg"
    case png = "image/png"
    case webp = "image/webp"

    public var mediaType: String { rawValue }
  }

  public let bytes: [UInt8]
  public let format: Format
  public let width: Int
  public let height: Int
  /// Of `bytes`, lower-case hexadecimal.
  public let sha256: String

  public var mediaType: String { format.mediaType }

  /// The largest upload, in bytes.
  public static let maxBytes = 10 * 1024 * 1024
  /// The most pixels a picture may have, by its header.
  public static let maxPixels = 40_000_000

  /// Checks a picture and removes everything that is not needed to show it.
  ///
  /// - Throws: problems: 413 above 10 MiB, 415 for anything but JPEG, PNG and WebP, 400 for a
  ///   picture that is broken or has more than 40 megapixels.
  public init(cleaning upload: [UInt8]) throws { try self.init(cleaning: upload[...]) }

  init(cleaning upload: ArraySlice<UInt8>) throws {
    guard upload.count <= Self.maxBytes else { throw Problem.photoTooLarge }
    let cleaned = try PhotoCleaner.clean(upload)
    self.init(
      bytes: cleaned.bytes, format: cleaned.format, width: cleaned.width, height: cleaned.height)
  }

  init(bytes: [UInt8], format: Format, width: Int, height: Int) {
    self.bytes = bytes
    self.format = format
    self.width = width
    self.height = height
    sha256 = hex(SHA256.hash(data: bytes))
  }
}
