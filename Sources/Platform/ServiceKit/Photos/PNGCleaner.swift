/// PNG (https://www.w3.org/TR/png-3/): the critical chunks and tRNS, gAMA, cHRM, sRGB, iCCP.
struct PNGCleaner {
  static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

  private static let kept: Set<String> = [
    "IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM", "sRGB", "iCCP",
  ]

  private var reader: PhotoReader
  private var body: [UInt8] = []
  private var header: [UInt8] = []
  private var size = (width: 0, height: 0)
  private var orientation: Orientation?
  private var hasImage = false
  private var isImageOver = false

  static func clean(_ upload: [UInt8]) throws(PhotoFault) -> PhotoCleaner.Cleaned {
    var cleaner = PNGCleaner(reader: PhotoReader(upload[signature.count...]))
    cleaner.body.reserveCapacity(upload.count)
    return try cleaner.run()
  }

  private init(reader: PhotoReader) { self.reader = reader }

  private mutating func run() throws(PhotoFault) -> PhotoCleaner.Cleaned {
    while try chunk() != "IEND" {}
    guard hasImage else { throw .broken("has no image data") }
    var bytes = Self.signature + header
    bytes.reserveCapacity(bytes.count + body.count + 64)
    if let orientation { Self.append("eXIf", orientation.tiff[...], to: &bytes) }
    bytes += body
    return .init(bytes: bytes, format: .png, width: size.width, height: size.height)
  }

  private mutating func chunk() throws(PhotoFault) -> String {
    let length = try reader.bigEndian(4)
    let start = reader.position
    let type = String(decoding: try reader.take(4), as: UTF8.self)
    if header.isEmpty {
      guard type == "IHDR", length == 13 else { throw .broken("does not begin with its size") }
      try readSize()
      reader = PhotoReader(reader.bytes[start...])
      _ = try reader.take(4)
    }
    let content = try reader.take(length)
    let sum = try reader.bigEndian(4)
    guard CRC32.of(reader.bytes[start..<content.endIndex]) == UInt32(sum) else {
      throw .broken("has a chunk with a wrong checksum")
    }
    try handle(type, content)
    return type
  }

  private mutating func readSize() throws(PhotoFault) {
    size.width = try reader.bigEndian(4)
    size.height = try reader.bigEndian(4)
    try PhotoCleaner.checkSize(size.width, size.height)
    let depth = try reader.byte()
    let depths: [UInt8: Set<UInt8>] = [
      0: [1, 2, 4, 8, 16], 2: [8, 16], 3: [1, 2, 4, 8], 4: [8, 16], 6: [8, 16],
    ]
    guard depths[try reader.byte()]?.contains(depth) == true, try reader.bigEndian(2) == 0,
      try reader.byte() <= 1
    else { throw .broken("has an impossible header") }
  }

  private mutating func handle(
    _ type: String, _ content: ArraySlice<UInt8>
  ) throws(PhotoFault) {
    switch type {
    case "IHDR":
      guard header.isEmpty else { throw .broken("says twice how large it is") }
      Self.append(type, content, to: &header)
      return
    case "IDAT":
      guard !isImageOver else { throw .broken("has its image data in pieces") }
      hasImage = true
    case "IEND":
      guard content.isEmpty else { throw .broken("has an end that is none") }
    case "eXIf":
      orientation = orientation ?? Orientation(tiff: content)
    default:
      // An upper-case first letter says that the picture cannot be shown without the chunk.
      guard Self.kept.contains(type) || type.utf8.first.map({ $0 & 0x20 != 0 }) == true else {
        throw .unsupported("has a chunk that nobody knows")
      }
    }
    if hasImage, type != "IDAT" { isImageOver = true }
    if Self.kept.contains(type) { Self.append(type, content, to: &body) }
  }

  private static func append(
    _ type: String, _ content: ArraySlice<UInt8>, to bytes: inout [UInt8]
  ) {
    bytes.append(bigEndian: content.count, count: 4)
    let start = bytes.count
    bytes += type.utf8
    bytes += content
    bytes.append(bigEndian: Int(CRC32.of(bytes[start...])), count: 4)
  }
}

/// The checksum of PNG chunks (ISO 3309, reflected polynomial 0xEDB88320).
enum CRC32 {
  private static let table: [UInt32] = (0..<256).map { index in
    (0..<8).reduce(UInt32(index)) { value, _ in
      value & 1 == 1 ? 0xEDB8_8320 ^ (value >> 1) : value >> 1
    }
  }

  static func of(_ bytes: ArraySlice<UInt8>) -> UInt32 {
    table.withUnsafeBufferPointer { table in
      bytes.withUnsafeBufferPointer { bytes in
        ~bytes.reduce(0xFFFF_FFFF) { table[Int(($0 ^ UInt32($1)) & 0xFF)] ^ ($0 >> 8) }
      }
    }
  }
}
