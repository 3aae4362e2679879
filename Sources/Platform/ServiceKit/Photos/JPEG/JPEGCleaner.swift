/// JPEG (ITU-T T.81, annex B): the picture is written anew from what decoders need of it.
///
/// Read as libjpeg reads it: whatever stands between segments is passed over, and so are stray
/// restart markers. Kept are the frame, the tables that scans use, the codes of the scans, and of
/// JFIF, Adobe and ICC what tells the colours. A picture that is complete needs no end marker.
struct JPEGCleaner {
  static let signature: [UInt8] = [0xFF, 0xD8]

  /// How often the scans tell of a block: about six times in a progressive picture. More only costs
  /// those who decode it (libjpeg-turbo, "Two Issues with the JPEG Standard").
  private static let maxVisits = 100

  private enum Marker {
    static let frames: Set<UInt8> = [0xC0, 0xC1, 0xC2]
    static let otherFrames: Set<UInt8> = [
      0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF,
    ]
    static let huffman: UInt8 = 0xC4
    static let startOfImage: UInt8 = 0xD8
    static let endOfImage: UInt8 = 0xD9
    static let startOfScan: UInt8 = 0xDA
    static let quantisation: UInt8 = 0xDB
    static let restartInterval: UInt8 = 0xDD
    static let jfif: UInt8 = 0xE0
    static let exif: UInt8 = 0xE1
    static let icc: UInt8 = 0xE2
    static let adobe: UInt8 = 0xEE
    /// Temporary, and restart.
    static let alone: Set<UInt8> = Set([0x01]).union(0xD0...0xD7)
  }

  private let upload: ArraySlice<UInt8>
  /// The same, quicker to reach.
  private let bytes: UnsafeBufferPointer<UInt8>
  private var position = 2
  private var frame: JPEGFrame?
  private var scans = 0
  /// Blocks that they told of.
  private var visits = 0

  private var tables = JPEGTables()
  /// What stands in the picture that is written.
  private var written = JPEGTables()
  private var isLatched: Set<Int> = []

  private var isJFIF = false
  private var adobeTransform: UInt8?
  private var orientation: Orientation?
  private var profile = JPEGProfileParts()
  private var body: [UInt8] = []

  static func clean(_ upload: ArraySlice<UInt8>) throws(PhotoFault) -> PhotoCleaner.Cleaned {
    let result: Result<PhotoCleaner.Cleaned, PhotoFault> = upload.withUnsafeBufferPointer { bytes in
      Result { () throws(PhotoFault) in
        var cleaner = JPEGCleaner(upload, bytes)
        return try cleaner.run()
      }
    }
    return try result.get()
  }

  private init(_ upload: ArraySlice<UInt8>, _ bytes: UnsafeBufferPointer<UInt8>) {
    self.upload = upload
    self.bytes = bytes
    body.reserveCapacity(bytes.count)
  }

  private mutating func run() throws(PhotoFault) -> PhotoCleaner.Cleaned {
    var marker = nextMarker()
    while let found = marker, found != Marker.endOfImage {
      if !Marker.alone.contains(found) { try segment(found) }
      marker = nextMarker()
    }
    guard marker != nil || frame?.isComplete == true else { throw .truncated }
    guard let frame, scans > 0 else { throw .broken("has no image data") }
    body += [0xFF, Marker.endOfImage]
    return .init(bytes: body, format: .jpeg, width: frame.width, height: frame.height)
  }

  /// nil: there is none any more.
  private mutating func nextMarker() -> UInt8? {
    while position < bytes.count {
      defer { position += 1 }
      guard bytes[position] == 0xFF else { continue }
      while position < bytes.count, bytes[position] == 0xFF { position += 1 }
      if position < bytes.count, bytes[position] != 0 { return bytes[position] }
    }
    return nil
  }

  private mutating func segment(_ marker: UInt8) throws(PhotoFault) {
    guard marker >= 0xC0, marker != Marker.startOfImage else {
      throw .broken("has a marker where none belongs")
    }
    let content = try content()
    switch marker {
    case let frame where Marker.frames.contains(frame):
      guard self.frame == nil else { throw .broken("says twice how large it is") }
      self.frame = try JPEGFrame(frame, content)
    case let frame where Marker.otherFrames.contains(frame):
      throw .unsupported("is a kind of JPEG that browsers do not show")
    case Marker.huffman: try tables.readHuffman(content)
    case Marker.quantisation: try tables.readQuantisation(content)
    case Marker.restartInterval: try tables.readRestartInterval(content)
    case Marker.startOfScan: try scan(content)
    default: if scans == 0 { readApplication(marker, content) }
    }
  }

  private mutating func content() throws(PhotoFault) -> ArraySlice<UInt8> {
    var reader = PhotoReader(upload.dropFirst(position))
    let length = try reader.bigEndian(2)
    let content = try reader.take(max(0, length - 2))
    position += max(2, length)
    return content
  }

  private mutating func readApplication(_ marker: UInt8, _ content: ArraySlice<UInt8>) {
    switch marker {
    case Marker.jfif: isJFIF = isJFIF || (content.count >= 14 && content.starts(with: Self.jfif))
    case Marker.exif:
      guard orientation == nil, content.starts(with: Self.exif) else { return }
      orientation = Orientation(tiff: content.dropFirst(Self.exif.count))
    case Marker.icc: profile.add(content)
    case Marker.adobe:
      guard content.count >= 12, content.starts(with: Self.adobe) else { return }
      adobeTransform = content[content.startIndex + 11]
    default: break
    }
  }

  private static let jfif = Array("JFIF\0".utf8)
  private static let exif = Array("Exif\0\0".utf8)
  private static let adobe = Array("Adobe".utf8)

  private mutating func scan(_ content: ArraySlice<UInt8>) throws(PhotoFault) {
    guard let frame else { throw .broken("has image data before its size") }
    let scan = try JPEGScan(content, of: frame)
    visits += scan.blocks(of: frame)
    guard visits <= Self.maxVisits * frame.blocks else {
      throw .broken("has more scans than any real picture")
    }
    var reader = JPEGScanReader(
      bytes, at: position, scan, of: frame, restartInterval: tables.restartInterval,
      dcDecoders: try tables.decoders(for: scan, .dc),
      acDecoders: try tables.decoders(for: scan, .ac))
    let outcome = try reader.read()
    if scans == 0 { writeApplication() }
    try writeQuantisation(scan, frame)
    if scans == 0 { Self.append(frame.marker, frame.content, to: &body) }
    writeHuffman(outcome)
    if written.restartInterval != tables.restartInterval {
      written.restartInterval = tables.restartInterval
      var interval: [UInt8] = []
      interval.append(bigEndian: tables.restartInterval, count: 2)
      Self.append(Marker.restartInterval, interval, to: &body)
    }
    Self.append(Marker.startOfScan, scan.content(of: frame), to: &body)
    body += outcome.data
    self.frame = outcome.frame
    position = outcome.position
    scans += 1
  }

  /// JFIF 1.02 without size and thumbnail, which could show what the picture no longer does.
  private mutating func writeApplication() {
    body += [0xFF, Marker.startOfImage]
    if isJFIF {
      Self.append(Marker.jfif, Self.jfif + [1, 2, 0, 0, 1, 0, 1, 0, 0], to: &body)
    }
    if let orientation {
      Self.append(Marker.exif, Self.exif + orientation.tiff, to: &body)
    }
    for part in profile.cleaned { Self.append(Marker.icc, part, to: &body) }
    if let adobeTransform {
      Self.append(Marker.adobe, Self.adobe + [0, 100, 0, 0, 0, 0, adobeTransform], to: &body)
    }
  }

  /// A component keeps the table that it has at its first scan.
  private mutating func writeQuantisation(
    _ scan: JPEGScan, _ frame: JPEGFrame
  ) throws(PhotoFault) {
    let components = scan.members.map(\.component).filter { isLatched.insert($0).inserted }
    for number in Set(components.map { frame.components[$0].quantisation }).sorted() {
      guard let table = tables.quantisation[number] else {
        throw .broken("lacks a table that it needs")
      }
      guard written.quantisation[number] != table else { continue }
      written.quantisation[number] = table
      let precision: UInt8 = table.count > 64 ? 0x10 : 0
      Self.append(Marker.quantisation, [precision | UInt8(number)] + table, to: &body)
    }
  }

  private mutating func writeHuffman(_ outcome: JPEGScanReader.Outcome) {
    for number in 0..<4 {
      for kind in JPEGTables.Kind.allCases {
        let decoders = kind == .dc ? outcome.dcDecoders : outcome.acDecoders
        guard let table = decoders[number]?.used, written[kind][number] != table else { continue }
        written[kind][number] = table
        Self.append(
          Marker.huffman, [kind.rawValue | UInt8(number)] + table.counts + table.values,
          to: &body)
      }
    }
  }

  static func append(_ marker: UInt8, _ content: [UInt8], to bytes: inout [UInt8]) {
    bytes += [0xFF, marker]
    bytes.append(bigEndian: content.count + 2, count: 2)
    bytes += content
  }
}
