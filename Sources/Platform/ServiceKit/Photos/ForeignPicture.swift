/// What cats send in place of a picture that browsers show, and what they are told to do.
enum ForeignPicture {
  private static let starts: [(mark: String, offset: Int, name: String)] = [
    ("GIF8", 0, "a GIF"), ("BM", 0, "a BMP"), ("II*\0", 0, "a TIFF or a raw picture"),
    ("MM\0*", 0, "a TIFF or a raw picture"), ("%PDF", 0, "a PDF"), ("<svg", 0, "an SVG"),
    ("<?xml", 0, "XML"), ("\0\0\0\u{C}JXL ", 0, "JPEG XL"), ("\0\0\0\u{C}jP  ", 0, "JPEG 2000"),
    ("ftypqt", 4, "a video"), ("ftypmp4", 4, "a video"), ("ftypisom", 4, "a video"),
    ("ftypavi", 4, "AVIF"),
  ]
  /// Brands of ISO/IEC 23008-12, annex B.
  private static let heif: Set<String> = [
    "heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1",
  ]

  static func advice(_ bytes: ArraySlice<UInt8>) -> String {
    if bytes.dropFirst(4).starts(with: Array("ftyp".utf8)),
      heif.contains(String(decoding: bytes.dropFirst(8).prefix(4), as: UTF8.self))
    {
      return "The picture is HEIC, which browsers do not show. Send it as JPEG; an iPhone takes"
        + " JPEGs with Settings, Camera, Formats, Most Compatible."
    }
    let found = starts.first { bytes.dropFirst($0.offset).starts(with: Array($0.mark.utf8)) }
    guard let found else {
      return "This is no picture that is known here. Send a JPEG, PNG or WebP."
    }
    return "This is \(found.name). Send the picture as JPEG, PNG or WebP."
  }
}
