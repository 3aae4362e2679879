/// A lossless image (RFC 9649, 3): follows its codes to their end.
///
/// Pixels are kept only of the image that says which codes are used where.
struct WebPLosslessImage {
  private struct Codes {
    let green: WebPPrefixCode
    let red: WebPPrefixCode
    let blue: WebPPrefixCode
    let alpha: WebPPrefixCode
    let distance: WebPPrefixCode
  }

  private var bits: WebPBits
  private var readCount = 0

  /// The width and height that the header says (3.4).
  static func size(_ content: ArraySlice<UInt8>) throws(PhotoFault) -> (Int, Int) {
    var reader = PhotoReader(content)
    guard try reader.byte() == 0x2F else { throw .broken("has a broken lossless image") }
    let header = try reader.littleEndian(4)
    guard header >> 29 == 0 else { throw .unsupported("is a WebP of a later version") }
    return (header & 0x3FFF + 1, header >> 14 & 0x3FFF + 1)
  }

  /// The image without what stands behind it.
  ///
  /// - Parameter hasHeader: false for transparency, which is such an image without one.
  static func cleaned(
    _ content: ArraySlice<UInt8>, width: Int, height: Int, hasHeader: Bool
  ) throws(PhotoFault) -> [UInt8] {
    let result: Result<(Int, Int), PhotoFault> = content.withUnsafeBufferPointer { bytes in
      Result { () throws(PhotoFault) in
        var image = WebPLosslessImage(bits: WebPBits(bytes))
        if hasHeader { for _ in 0..<5 { _ = image.bits.take(8) } }
        try image.readTransformed(width, height)
        guard !image.bits.isShort else { throw .truncated }
        return (image.bits.readBytes, image.bits.spareBits)
      }
    }
    let (count, spare) = try result.get()
    var kept = Array(content.prefix(count))
    if let last = kept.indices.last { kept[last] &= 0xFF >> UInt8(spare) }
    return kept
  }

  /// Each takes some kilobytes; encoders make some hundred of them.
  private static let maxGroups = 4096
  private static let broken = PhotoFault.broken("has a broken lossless image")

  /// 3.5: transforms, each once, with images of their own, then the pixels.
  private mutating func readTransformed(_ width: Int, _ height: Int) throws(PhotoFault) {
    var width = width
    var seen: Set<Int> = []
    while bits.flag() {
      let type = bits.take(2)
      guard seen.insert(type).inserted else { throw Self.broken }
      switch type {
      case 0, 1:
        let block = bits.take(3) + 2
        _ = try readPixels(blocks(width, block), blocks(height, block), isMain: false)
      case 3:
        let colours = bits.take(8) + 1
        _ = try readPixels(colours, 1, isMain: false)
        width = blocks(width, colours <= 2 ? 3 : colours <= 4 ? 2 : colours <= 16 ? 1 : 0)
      default: break
      }
    }
    _ = try readPixels(width, height, isMain: true)
  }

  private func blocks(_ length: Int, _ bits: Int) -> Int { (length + 1 << bits - 1) >> bits }

  /// 3.6.2: one image.
  ///
  /// - Parameter isMain: whether it may use other codes in other places.
  /// - Returns: its pixels, where `keepsPixels`.
  private mutating func readPixels(
    _ width: Int, _ height: Int, isMain: Bool, keepsPixels: Bool = false
  ) throws(PhotoFault) -> [UInt32] {
    var cacheBits = 0
    if bits.flag() {
      cacheBits = bits.take(4)
      guard (1...11).contains(cacheBits) else { throw Self.broken }
    }
    var map: [UInt16] = []
    var mapBits = 0
    if isMain, bits.flag() {
      mapBits = bits.take(3) + 2
      map = try readPixels(
        blocks(width, mapBits), blocks(height, mapBits), isMain: false, keepsPixels: true
      ).map { UInt16($0 >> 8 & 0xFFFF) }
    }
    let used = Set(map)
    guard used.count <= Self.maxGroups else {
      throw .unsupported("is packed in a way that no encoder uses")
    }
    var codes: [UInt16: Codes] = [:]
    for group in 0...(used.max() ?? 0) {
      guard !bits.isShort else { throw .truncated }
      let read = try readCodes(cacheBits)
      if map.isEmpty || used.contains(group) { codes[group] = read }
    }
    var pixels = WebPPixels(
      count: width * height, cacheBits: cacheBits, isKept: keepsPixels)
    let mapWidth = blocks(width, mapBits)
    var group = map.first ?? 0
    var present = codes[group]
    while pixels.position < width * height {
      if !map.isEmpty {
        let (row, column) = pixels.position.quotientAndRemainder(dividingBy: width)
        let wanted = map[(row >> mapBits) * mapWidth + column >> mapBits]
        if wanted != group { (group, present) = (wanted, codes[wanted]) }
      }
      guard let present else { throw Self.broken }
      try readPixel(present, width, &pixels)
      guard !bits.isShort else { throw .truncated }
    }
    return pixels.kept
  }

  private mutating func readPixel(
    _ codes: Codes, _ width: Int, _ pixels: inout WebPPixels
  ) throws(PhotoFault) {
    readCount &+= 1
    if readCount % 0x10000 == 0 { try PhotoCleaner.checkCancellation() }
    let code = codes.green.next(&bits)
    if code < 256 {
      let red = codes.red.next(&bits)
      let blue = codes.blue.next(&bits)
      let alpha = codes.alpha.next(&bits)
      pixels.append(UInt32(alpha << 24 | red << 16 | code << 8 | blue))
    } else if code < 256 + 24 {
      let length = number(code - 256)
      let distance = WebPPixels.distance(number(codes.distance.next(&bits)), width: width)
      guard pixels.copy(length, from: distance) else { throw Self.broken }
    } else {
      pixels.appendCached(code - 256 - 24)
    }
  }

  /// 3.6.2.2: a length or distance by its prefix.
  private mutating func number(_ prefix: Int) -> Int {
    guard prefix >= 4 else { return prefix + 1 }
    let extra = (prefix - 2) >> 1
    return (2 + prefix & 1) << extra + bits.take(extra) + 1
  }

  private mutating func readCodes(_ cacheBits: Int) throws(PhotoFault) -> Codes {
    try PhotoCleaner.checkCancellation()
    let cached = cacheBits > 0 ? 1 << cacheBits : 0
    return Codes(
      green: try readCode(256 + 24 + cached), red: try readCode(256), blue: try readCode(256),
      alpha: try readCode(256), distance: try readCode(40))
  }

  /// 3.7.2.1: one or two symbols, or the lengths of all codes, themselves coded.
  private mutating func readCode(_ symbols: Int) throws(PhotoFault) -> WebPPrefixCode {
    var lengths = [Int](repeating: 0, count: symbols)
    if bits.flag() {
      let isPair = bits.flag()
      let first = bits.take(bits.flag() ? 8 : 1)
      let second = isPair ? bits.take(8) : first
      guard first < symbols, second < symbols else { throw Self.broken }
      lengths[first] = 1
      lengths[second] = 1
    } else {
      try readLengths(&lengths)
    }
    guard let code = WebPPrefixCode(lengths) else { throw Self.broken }
    return code
  }

  private static let lengthOrder = [
    17, 18, 0, 1, 2, 3, 4, 5, 16, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15,
  ]

  private mutating func readLengths(_ lengths: inout [Int]) throws(PhotoFault) {
    var lengthsOfLengths = [Int](repeating: 0, count: 19)
    for place in Self.lengthOrder.prefix(bits.take(4) + 4) {
      lengthsOfLengths[place] = bits.take(3)
    }
    guard let code = WebPPrefixCode(lengthsOfLengths) else { throw Self.broken }
    var left = lengths.count
    if bits.flag() {
      let count = 2 + 2 * bits.take(3)
      left = 2 + bits.take(count)
      guard left <= lengths.count else { throw Self.broken }
    }
    var symbol = 0
    var previous = 8
    while symbol < lengths.count, left > 0 {
      left -= 1
      let length = code.next(&bits)
      guard length >= 16 else {
        lengths[symbol] = length
        symbol += 1
        if length > 0 { previous = length }
        continue
      }
      let (extra, least) = [(2, 3), (3, 3), (7, 11)][length - 16]
      let repeats = bits.take(extra) + least
      guard symbol + repeats <= lengths.count else { throw Self.broken }
      for place in symbol..<symbol + repeats { lengths[place] = length == 16 ? previous : 0 }
      symbol += repeats
    }
  }
}
