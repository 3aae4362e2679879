/// JPEG (ITU-T T.81, annex B): what survives is the image data, its tables, JFIF without its
/// thumbnail, ICC and Adobe.
struct JPEGCleaner {
  static let signature: [UInt8] = [0xFF, 0xD8, 0xFF]

  /// A progressive picture has about ten scans; thousands only cost those who decode them.
  private static let maxScans = 100

  private enum Marker {
    static let frames: Set<UInt8> = [0xC0, 0xC1, 0xC2]
    static let otherFrames: Set<UInt8> = [
      0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF,
    ]
    /// Huffman and quantisation tables, restart interval.
    static let tables: Set<UInt8> = [0xC4, 0xDB, 0xDD]
    static let endOfImage: UInt8 = 0xD9
    static let startOfScan: UInt8 = 0xDA
    static let jfif: UInt8 = 0xE0
    static let exif: UInt8 = 0xE1
    static let icc: UInt8 = 0xE2
    static let adobe: UInt8 = 0xEE
  }

  private var reader: PhotoReader
  private var jfif: [UInt8] = []
  private var orientation: Orientation?
  private var body: [UInt8] = []
  private var size: (width: Int, height: Int)?
  private var scans = 0

  static func clean(_ upload: [UInt8]) throws(PhotoFault) -> PhotoCleaner.Cleaned {
    var cleaner = JPEGCleaner(reader: PhotoReader(upload[2...]))
    cleaner.body.reserveCapacity(upload.count)
    return try cleaner.run()
  }

  private init(reader: PhotoReader) { self.reader = reader }

  private mutating func run() throws(PhotoFault) -> PhotoCleaner.Cleaned {
    while true {
      let marker = try nextMarker()
      if marker == Marker.endOfImage { break }
      try segment(marker)
    }
    guard let size, scans > 0 else { throw .broken("has no image data") }
    var bytes: [UInt8] = [0xFF, 0xD8]
    bytes.reserveCapacity(body.count + 64)
    bytes += jfif
    if let orientation {
      bytes += Self.segment(Marker.exif, Array("Exif\0\0".utf8) + orientation.tiff)
    }
    bytes += body
    bytes += [0xFF, Marker.endOfImage]
    return .init(bytes: bytes, format: .jpeg, width: size.width, height: size.height)
  }

  private mutating func nextMarker() throws(PhotoFault) -> UInt8 {
    guard try reader.byte() == 0xFF else { throw .broken("has something between its segments") }
    var marker = try reader.byte()
    // Any number of fill bytes may precede a marker.
    while marker == 0xFF { marker = try reader.byte() }
    return marker
  }

  private mutating func segment(_ marker: UInt8) throws(PhotoFault) {
    guard marker >= 0xC0, !(0xD0...0xD8).contains(marker) else {
      throw .broken("has a marker where none belongs")
    }
    let length = try reader.bigEndian(2)
    guard length >= 2 else { throw .broken("has a segment of impossible length") }
    let content = try reader.take(length - 2)
    switch marker {
    case let frame where Marker.frames.contains(frame): try self.frame(frame, content)
    case let frame where Marker.otherFrames.contains(frame):
      throw .unsupported("is a kind of JPEG that browsers do not show")
    case let table where Marker.tables.contains(table): keep(table, content)
    case Marker.startOfScan: try scan(content)
    case Marker.jfif: keepJFIF(content)
    case Marker.exif: readOrientation(content)
    case Marker.icc where content.starts(with: Array("ICC_PROFILE\0".utf8)): keep(marker, content)
    case Marker.adobe where content.starts(with: Array("Adobe".utf8)):
      keep(marker, content.prefix(12))
    default: break
    }
  }

  private mutating func frame(
    _ marker: UInt8, _ content: ArraySlice<UInt8>
  ) throws(PhotoFault) {
    guard size == nil else { throw .broken("says twice how large it is") }
    var header = PhotoReader(content)
    _ = try header.byte()
    let height = try header.bigEndian(2)
    let width = try header.bigEndian(2)
    try PhotoCleaner.checkSize(width, height)
    let components = Int(try header.byte())
    guard [1, 3, 4].contains(components), header.remaining == components * 3 else {
      throw .broken("has an impossible number of colours")
    }
    size = (width, height)
    keep(marker, content)
  }

  /// The scan's header, then entropy-coded bytes up to the next marker that is no restart.
  private mutating func scan(_ header: ArraySlice<UInt8>) throws(PhotoFault) {
    guard size != nil else { throw .broken("has image data before its size") }
    scans += 1
    guard scans <= Self.maxScans else { throw .broken("has more scans than any real picture") }
    keep(Marker.startOfScan, header)
    let bytes = reader.bytes
    var end = reader.position
    while end + 1 < bytes.endIndex {
      if bytes[end] == 0xFF, bytes[end + 1] != 0, !(0xD0...0xD7).contains(bytes[end + 1]) { break }
      end += 1
    }
    guard end + 1 < bytes.endIndex else { throw .truncated }
    guard end > reader.position else { throw .broken("has an empty scan") }
    body += try reader.take(end - reader.position)
  }

  /// JFIF 1.02 without the thumbnail, which could show what the picture no longer does.
  private mutating func keepJFIF(_ content: ArraySlice<UInt8>) {
    guard content.count >= 12, content.starts(with: Array("JFIF\0".utf8)), jfif.isEmpty else {
      return
    }
    jfif = Self.segment(Marker.jfif, Array(content.prefix(12)) + [0, 0])
  }

  private mutating func readOrientation(_ content: ArraySlice<UInt8>) {
    guard orientation == nil, content.starts(with: Array("Exif\0\0".utf8)) else { return }
    orientation = Orientation(tiff: content.dropFirst(6))
  }

  private mutating func keep(_ marker: UInt8, _ content: ArraySlice<UInt8>) {
    body += [0xFF, marker]
    body.append(bigEndian: content.count + 2, count: 2)
    body += content
  }

  private static func segment(_ marker: UInt8, _ content: [UInt8]) -> [UInt8] {
    var bytes: [UInt8] = [0xFF, marker]
    bytes.append(bigEndian: content.count + 2, count: 2)
    return bytes + content
  }
}
