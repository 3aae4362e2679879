/// The chunks that say what a PNG's colours mean (https://www.w3.org/TR/png-3/, 11.3.2), each only
/// with what decoders take for it.
enum PNGColours {
  static let types = ["iCCP", "sRGB", "gAMA", "cHRM"]

  /// - Returns: nil for what no decoder heeds.
  static func cleaned(_ type: String, _ content: ArraySlice<UInt8>) -> [UInt8]? {
    var reader = PhotoReader(content)
    switch type {
    case "sRGB": return content.count == 1 && content.first ?? 4 < 4 ? Array(content) : nil
    case "gAMA":
      // In hundred thousandths.
      guard content.count == 4, let gamma = try? reader.bigEndian(4),
        (1_000...1_000_000).contains(gamma)
      else { return nil }
      return Array(content)
    case "cHRM":
      guard content.count == 32 else { return nil }
      let isPlausible = (0..<8).allSatisfy { _ in
        (try? reader.bigEndian(4)).map { $0 <= 100_000 } ?? false
      }
      return isPlausible ? Array(content) : nil
    case "iCCP": return profile(content)
    default: return nil
    }
  }

  /// A name, the method 0 and a zlib stream.
  private static func profile(_ content: ArraySlice<UInt8>) -> [UInt8]? {
    guard let end = content.prefix(80).firstIndex(of: 0), end + 1 < content.endIndex,
      content[end + 1] == 0,
      let unpacked = unpacked(content[(end + 2)...]), let profile = ICCProfile(unpacked)
    else { return nil }
    return Array("icc".utf8) + [0, 0] + stored(profile.bytes)
  }

  /// Profiles for printers have about a megabyte.
  private static let maxProfileBytes = 4 * 1024 * 1024

  private static func unpacked(_ stream: ArraySlice<UInt8>) -> [UInt8]? {
    let inflater = Inflater(.zlib)
    inflater.feed(stream)
    var bytes: [UInt8] = []
    while let piece = try? inflater.next(), !piece.isEmpty {
      bytes += piece
      guard bytes.count <= maxProfileBytes else { return nil }
    }
    return inflater.hasEnded ? bytes : nil
  }

  /// A zlib stream of blocks that are not packed (RFC 1951, 3.2.4), the same whatever packs.
  private static func stored(_ bytes: [UInt8]) -> [UInt8] {
    var stream: [UInt8] = [0x78, 0x01]
    var rest = bytes[...]
    repeat {
      let block = rest.prefix(0xFFFF)
      rest = rest.dropFirst(block.count)
      stream.append(rest.isEmpty ? 1 : 0)
      stream.append(littleEndian: block.count, count: 2)
      stream.append(littleEndian: ~block.count & 0xFFFF, count: 2)
      stream += block
    } while !rest.isEmpty
    stream.append(bigEndian: Checksum.adler32(bytes), count: 4)
    return stream
  }
}
