/// Removes metadata from pictures at container level, without decoding them.
enum PhotoCleaner {
  struct Cleaned {
    var bytes: [UInt8]
    var format: Photo.Format
    var width: Int
    var height: Int
  }

  static func clean(_ upload: [UInt8]) throws -> Cleaned {
    throw Problem.unsupportedMediaType("This is neither JPEG nor PNG nor WebP.")
  }
}
