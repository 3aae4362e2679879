/// A colour profile (ICC.1:2022) reduced to what colours are computed from.
///
/// Profiles carry copyright notices, the names and serial numbers of devices, and whatever a maker
/// puts in: tags that no conversion reads go, and so does what stands between and behind the others.
struct ICCProfile {
  private static let headerBytes = 128
  private static let maxTags = 100

  /// Matrix, curves and tables between device and connection space, and the white they refer to.
  private static let kept: Set<String> = [
    "rXYZ", "gXYZ", "bXYZ", "rTRC", "gTRC", "bTRC", "kTRC", "wtpt", "bkpt", "chad", "cicp",
    "A2B0", "A2B1", "A2B2", "B2A0", "B2A1", "B2A2",
  ]
  /// Only profiles of devices and colour spaces are put into pictures.
  private static let classes: Set<String> = ["scnr", "mntr", "prtr", "spac"]
  private static let spaces: Set<String> = ["RGB ", "GRAY", "CMYK"]

  /// The profile as it is kept.
  let bytes: [UInt8]

  /// - Returns: nil for what decoders do not take for a profile either.
  init?(_ profile: [UInt8]) {
    guard let bytes = try? Self.clean(profile) else { return nil }
    self.bytes = bytes
  }

  private struct Tag {
    let name: String
    let offset: Int
    let content: [UInt8]
  }

  private static func clean(_ profile: [UInt8]) throws(PhotoFault) -> [UInt8]? {
    var reader = PhotoReader(profile[...])
    let length = try reader.bigEndian(4)
    guard length >= headerBytes + 4, length <= profile.count,
      let header = header(Array(profile[..<headerBytes])),
      let tags = try tags(profile[..<length])
    else { return nil }
    return written(header, tags)
  }

  /// 7.3: those that are kept; nil if one of them is broken.
  private static func tags(_ profile: ArraySlice<UInt8>) throws(PhotoFault) -> [Tag]? {
    var reader = PhotoReader(profile.dropFirst(headerBytes))
    let count = try reader.bigEndian(4)
    guard count <= maxTags else { return nil }
    var tags: [Tag] = []
    for _ in 0..<count {
      let name = String(decoding: try reader.take(4), as: UTF8.self)
      let offset = try reader.bigEndian(4)
      let size = try reader.bigEndian(4)
      guard kept.contains(name), !tags.contains(where: { $0.name == name }) else { continue }
      guard offset >= headerBytes, offset <= profile.endIndex, size <= profile.endIndex - offset,
        let content = ICCElement.cleaned(profile[offset..<offset + size])
      else { return nil }
      tags.append(Tag(name: name, offset: offset, content: content))
    }
    return tags
  }

  /// The table and one element after the other; several tags may share one.
  private static func written(_ header: [UInt8], _ tags: [Tag]) -> [UInt8] {
    let start = headerBytes + 4 + 12 * tags.count
    var places: [Int: Int] = [:]
    var table: [UInt8] = []
    var data: [UInt8] = []
    for tag in tags {
      let place = places[tag.offset] ?? start + data.count
      if places.updateValue(place, forKey: tag.offset) == nil {
        data += tag.content
        while data.count % 4 != 0 { data.append(0) }
      }
      table += Array(tag.name.utf8)
      table.append(bigEndian: place, count: 4)
      table.append(bigEndian: tag.content.count, count: 4)
    }
    var bytes: [UInt8] = []
    bytes.append(bigEndian: start + data.count, count: 4)
    bytes += header.dropFirst(4)
    bytes.append(bigEndian: tags.count, count: 4)
    return bytes + table + data
  }

  /// Version, class, spaces, intent and illuminant stay (7.2); dates, makers and flags go.
  private static func header(_ header: [UInt8]) -> [UInt8]? {
    func text(_ range: Range<Int>) -> String { String(decoding: header[range], as: UTF8.self) }
    guard text(36..<40) == "acsp", classes.contains(text(12..<16)), spaces.contains(text(16..<20)),
      ["XYZ ", "Lab "].contains(text(20..<24))
    else { return nil }
    var kept = [UInt8](repeating: 0, count: headerBytes)
    for range in [8..<10, 12..<24, 36..<40, 67..<68, 68..<80] {
      kept.replaceSubrange(range, with: header[range])
    }
    return kept
  }
}
