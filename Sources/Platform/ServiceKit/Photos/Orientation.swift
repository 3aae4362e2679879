/// The one EXIF tag that is kept: how the picture must be turned to be upright (1 to 8).
struct Orientation: Equatable {
  private static let tag = 0x0112
  private static let short = 3

  let value: Int

  /// Reads the tag from a TIFF structure (EXIF 2.32, 4.5), as which all three containers carry
  /// EXIF; nil if there is none or the structure is broken: it goes anyway.
  init?(tiff: ArraySlice<UInt8>) {
    guard let value = try? Self.find(in: tiff), (1...8).contains(value) else { return nil }
    self.value = value
  }

  private static func find(in tiff: ArraySlice<UInt8>) throws(PhotoFault) -> Int? {
    var reader = PhotoReader(tiff)
    let mark = Array(try reader.take(2))
    guard mark == Array("II".utf8) || mark == Array("MM".utf8) else { return nil }
    let isLittle = mark == Array("II".utf8)
    guard try number(&reader, 2, isLittle) == 42 else { return nil }
    let offset = try number(&reader, 4, isLittle)
    guard offset <= tiff.count else { return nil }
    reader = PhotoReader(tiff.dropFirst(offset))
    for _ in 0..<(try number(&reader, 2, isLittle)) {
      let tag = try number(&reader, 2, isLittle)
      let type = try number(&reader, 2, isLittle)
      let count = try number(&reader, 4, isLittle)
      let value = try number(&reader, 2, isLittle)
      _ = try reader.take(2)
      if tag == Self.tag, type == short, count == 1 { return value }
    }
    return nil
  }

  private static func number(
    _ reader: inout PhotoReader, _ count: Int, _ isLittle: Bool
  ) throws(PhotoFault) -> Int {
    isLittle ? try reader.littleEndian(count) : try reader.bigEndian(count)
  }

  /// A TIFF structure with nothing but this tag.
  var tiff: [UInt8] {
    var bytes = Array("MM".utf8)
    bytes.append(bigEndian: 42, count: 2)
    bytes.append(bigEndian: 8, count: 4)
    bytes.append(bigEndian: 1, count: 2)
    bytes.append(bigEndian: Self.tag, count: 2)
    bytes.append(bigEndian: Self.short, count: 2)
    bytes.append(bigEndian: 1, count: 4)
    bytes.append(bigEndian: value, count: 2)
    bytes.append(bigEndian: 0, count: 2)
    bytes.append(bigEndian: 0, count: 4)
    return bytes
  }
}
