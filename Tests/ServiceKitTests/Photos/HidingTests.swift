import Testing

@testable import ServiceKit

@Suite("Nothing but picture, colours and orientation leaves")
struct HidingTests {
  @Test(
    "R-180: whatever stands where no decoder looks goes, and the rest is as without it",
    arguments: PhotoCleanerTests.all + [("indexed png", Picture.indexedPNG)])
  func hidden(name: String, picture: [UInt8]) throws {
    let clean = try Photo(cleaning: picture)
    // The same pictures after cleaning, so that places are tried that were not there before.
    for original in [picture, clean.bytes] {
      for hiding in HidingPlaces.all(original) {
        do {
          let photo = try Photo(cleaning: hiding.bytes)
          #expect(!photo.bytes.contains(HidingPlaces.text), "\(name): \(hiding.place)")
          #expect(photo.width == clean.width && photo.height == clean.height)
          #expect(photo == clean, "\(name): \(hiding.place)")
        } catch {
          Issue.record("\(name): \(hiding.place): \((error as? Problem)?.detail ?? "\(error)")")
        }
      }
    }
  }

  @Test("a colour profile keeps what colours are computed from, and no name, date or maker")
  func profile() throws {
    let profile = ColourProfile.bytes(
      tags: [
        ("desc", Array("desc\0\0\0\0secret maker".utf8)),
        ("cprt", Array("text\0\0\0\0secret".utf8)),
        ("rXYZ", Array("XYZ \0\0\0\0".utf8) + [UInt8](1...12) + Array("secret".utf8)),
        ("rTRC", Array("curv\0\0\0\0".utf8) + [0, 0, 0, 1, 2, 51] + Array("secret".utf8)),
        ("mmod", Array("mmod\0\0\0\0secret".utf8)),
      ], behind: Array("secret".utf8))
    let clean = try #require(ICCProfile(profile)).bytes
    #expect(!clean.contains(Array("secret".utf8)) && !clean.contains(Array("desc".utf8)))
    #expect(clean.contains([UInt8](1...12)) && clean.contains([0, 0, 0, 1, 2, 51]))
    #expect(Array(clean[24..<36]) == [UInt8](repeating: 0, count: 12), "the date")
    #expect(ICCProfile(clean)?.bytes == clean)
    for length in 0..<profile.count { _ = ICCProfile(Array(profile.prefix(length))) }
  }

  @Test("of elements with offsets, and of what is reserved, nothing stays that is not read")
  func profileParts() throws {
    let hidden = Array("secret".utf8) + [0, 0]
    let curve = Array("curvhide".utf8) + [0, 0, 0, 1, 2, 51, 7, 7]
    let values = [UInt8](1...24)
    let table = [2, 2, 2] + hidden + [9, 9, 9, 9, 9, 1, 8, 8, 8] + values
    let parts: [[UInt8]] = [curve + curve + curve, [UInt8](1...48), curve + curve + curve, table]
    var offsets: [UInt8] = []
    var body: [UInt8] = []
    for part in parts {
      body += hidden
      offsets.append(bigEndian: 32 + body.count, count: 4)
      body += part
    }
    let element = Array("mAB hide".utf8) + [3, 3, 9, 9] + offsets + [0, 0, 0, 0] + body + hidden
    let point = Array("XYZ hide".utf8) + [UInt8](31...42)
    let profile = ColourProfile.bytes(tags: [("A2B0", element), ("wtpt", point)])
    let clean = try #require(ICCProfile(profile)).bytes
    for text in ["secret", "hide"] { #expect(!clean.contains(Array(text.utf8))) }
    for slack in [[7, 7], [8, 8, 8], [9, 9]] as [[UInt8]] { #expect(!clean.contains(slack)) }
    for part in [[UInt8](1...48), values, [UInt8](31...42), offsets] {
      #expect(clean.contains(part))
    }
    let curves = clean.indices.filter { clean[$0...].starts(with: Array("curv".utf8)) }
    #expect(curves.allSatisfy { clean[($0 + 8)...].starts(with: [0, 0, 0, 1, 2, 51]) })
    #expect(curves.count == 6)
    #expect(ICCProfile(clean)?.bytes == clean)
    for length in 0..<profile.count { _ = ICCProfile(Array(profile.prefix(length))) }
  }

  @Test("of a transparent colour the bits that pixels have stay")
  func transparentColour() throws {
    func kept(_ depth: UInt8, _ colour: UInt8, _ content: [UInt8]) throws -> [UInt8]? {
      let header = try PNGHeader([0, 0, 0, 1, 0, 0, 0, 1, depth, colour, 0, 0, 0])
      return header.transparency(content[...], palette: nil).map(Array.init)
    }
    #expect(try kept(8, 2, [1, 2, 3, 4, 5, 6]) == [0, 2, 0, 4, 0, 6])
    #expect(try kept(16, 0, [1, 2]) == [1, 2])
    #expect(try kept(2, 0, [1, 0xFE]) == [0, 2])
  }

  @Test("a JPEG whose tables are the usual ones, as webcams leave them out, gets them")
  func usualTables() throws {
    let photo = try Photo(cleaning: Picture.usualTables)
    #expect(photo.bytes.contains([0xFF, 0xC4, 0]))
    #expect(try Photo(cleaning: photo.bytes) == photo)
  }
}

/// A colour profile for tests.
enum ColourProfile {
  static func bytes(tags: [(String, [UInt8])], behind: [UInt8] = []) -> [UInt8] {
    var table: [UInt8] = []
    var data: [UInt8] = []
    let start = 128 + 4 + 12 * tags.count
    table.append(bigEndian: tags.count, count: 4)
    for (name, content) in tags {
      table += Array(name.utf8)
      table.append(bigEndian: start + data.count, count: 4)
      table.append(bigEndian: content.count, count: 4)
      data += content
    }
    var header = [UInt8](repeating: 0x11, count: 128)
    var length: [UInt8] = []
    length.append(bigEndian: start + data.count, count: 4)
    header.replaceSubrange(0..<4, with: length)
    header.replaceSubrange(12..<24, with: Array("mntrRGB XYZ ".utf8))
    header.replaceSubrange(36..<40, with: Array("acsp".utf8))
    return header + table + data + behind
  }
}

extension Collection<UInt8> {
  /// Whether the bytes stand somewhere in it.
  func contains(_ bytes: [UInt8]) -> Bool { firstRange(of: bytes) != nil }
}
