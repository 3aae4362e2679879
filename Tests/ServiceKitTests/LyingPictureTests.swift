import Testing

@testable import ServiceKit

@Suite("Pictures that lie")
struct LyingPictureTests {
  private func slug(_ bytes: [UInt8]) -> String? {
    do {
      _ = try Photo(cleaning: bytes)
      return nil
    } catch {
      return (error as? Problem)?.slug
    }
  }

  private func patched(_ bytes: [UInt8], after mark: [UInt8], _ patch: [UInt8]) throws -> [UInt8] {
    var copy = bytes
    let start = try #require(copy.firstRange(of: mark)).upperBound
    copy.replaceSubrange(start..<start + patch.count, with: patch)
    return copy
  }

  @Test("more than 40 megapixels by the header are refused before anything else")
  func bombs() throws {
    // 65535 × 65535 in the frame header, with nothing behind it.
    let jpeg: [UInt8] =
      [0xFF, 0xD8, 0xFF, 0xC0, 0, 17, 8, 0xFF, 0xFF, 0xFF, 0xFF, 3] + [
        1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0,
      ]
    #expect(slug(jpeg) == "photo-too-many-pixels")
    let size: [UInt8] = [0, 1, 0, 0, 0, 1, 0, 0]
    #expect(
      slug(try patched(Picture.png, after: Array("IHDR".utf8), size)) == "photo-too-many-pixels")
    let canvas: [UInt8] = [0, 0, 0, 0, 0xFF, 0xFF, 0, 0xFF, 0xFF, 0]
    #expect(
      slug(try patched(Picture.webp, after: Array("VP8X\n\0\0\0".utf8), canvas))
        == "photo-too-many-pixels")
  }

  @Test("40 megapixels are accepted, one row more is not")
  func border() throws {
    #expect(throws: Never.self) { try PhotoCleaner.checkSize(8000, 5000) }
    #expect(throws: PhotoFault.tooManyPixels(8000, 5001)) { try PhotoCleaner.checkSize(8000, 5001) }
    #expect(throws: PhotoFault.self) { try PhotoCleaner.checkSize(0, 8) }
    #expect(throws: PhotoFault.self) { try PhotoCleaner.checkSize(Int.max, 8) }
  }

  @Test("a WebP image larger than its canvas is refused")
  func largerThanCanvas() throws {
    let canvas: [UInt8] = [0, 0, 0, 0, 1, 0, 0, 1, 0, 0]
    let bytes = try patched(Picture.webp, after: Array("VP8X\n\0\0\0".utf8), canvas)
    #expect(slug(bytes) == "photo-broken")
  }

  @Test("a JPEG with two sizes is refused: readers would not agree")
  func twoFrames() throws {
    let frame = try #require(Picture.jpeg.firstRange(of: [0xFF, 0xC0, 0, 17]))
    var bytes = Picture.jpeg
    bytes.insert(
      contentsOf: Picture.jpeg[frame.lowerBound..<frame.lowerBound + 19], at: frame.lowerBound)
    #expect(slug(bytes) == "photo-broken")
  }

  @Test("a wrong checksum: a PNG's critical chunk is refused, another is passed over")
  func checksum() throws {
    let image = try #require(Picture.png.firstRange(of: Array("IDAT".utf8)))
    var bytes = Picture.png
    bytes[image.upperBound + 20] ^= 1
    #expect(slug(bytes) == "photo-broken")
    let text = try #require(Picture.png.firstRange(of: Array("tEXt".utf8)))
    bytes = Picture.png
    bytes[text.upperBound] ^= 1
    #expect(try Photo(cleaning: bytes) == Photo(cleaning: Picture.png))
  }

  @Test("an unknown critical PNG chunk is refused, an unknown ancillary one goes")
  func chunks() throws {
    func withChunk(_ type: String) -> [UInt8] {
      var chunk: [UInt8] = [0, 0, 0, 6]
      let content = Array(type.utf8) + Array("secret".utf8)
      chunk += content
      chunk.append(bigEndian: Checksum.crc32(content[...]), count: 4)
      var bytes = Picture.png
      bytes.insert(contentsOf: chunk, at: 33)
      return bytes
    }
    #expect(slug(withChunk("SECR")) == "unsupported-media-type")
    let photo = try Photo(cleaning: withChunk("seCr"))
    #expect(photo.bytes.firstRange(of: Array("seCr".utf8)) == nil)
    #expect(try photo.bytes == Photo(cleaning: Picture.png).bytes)
  }

  @Test("a JPEG thumbnail inside JFIF goes, JFIF stays")
  func thumbnail() throws {
    let jfif = try #require(Picture.jpeg.firstRange(of: Array("JFIF\0".utf8)))
    var bytes = Picture.jpeg
    // A thumbnail of 1 × 1 pixel: the segment grows by three bytes.
    bytes.replaceSubrange(jfif.lowerBound - 2..<jfif.lowerBound, with: [0, 19])
    bytes.replaceSubrange(
      jfif.upperBound + 7..<jfif.upperBound + 9, with: [1, 1, 0xAA, 0xBB, 0xCC])
    #expect(try Photo(cleaning: bytes) == (try Photo(cleaning: Picture.jpeg)))
  }

  @Test("a polyglot that is a picture only at its start stays nothing but a picture")
  func polyglot() throws {
    let comment: [UInt8] = [0xFF, 0xFE, 0, 20] + Array("<script>alert()//".utf8) + [0]
    var bytes = Picture.progressiveJPEG
    bytes.insert(contentsOf: comment, at: 2)
    let photo = try Photo(cleaning: bytes)
    #expect(photo.bytes.firstRange(of: Array("script".utf8)) == nil)
  }
}
