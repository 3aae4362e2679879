/// A photo that proves something: what it shows, since when, and by which digest it is known. The
/// partial `photo-figure`.
public struct PhotoFigure: Sendable {
  let path: String
  let text: String
  let time: String?
  let digest: String
  /// Its beginning, which is enough to compare by eye.
  let start: String

  /// - Parameters:
  ///   - path: where its bytes are.
  ///   - text: what it shows.
  ///   - time: when it came.
  ///   - digest: SHA-256 of its bytes in hexadecimal digits.
  public init(_ path: String, _ text: String, at time: String? = nil, digest: String) {
    self.path = path
    self.text = text
    self.time = time
    self.digest = digest
    start = String(digest.prefix(12))
  }

  /// With all that there can be.
  public static var example: PhotoFigure {
    PhotoFigure("/photo", "A photo", at: "15:10", digest: String(repeating: "0f", count: 32))
  }
}
