import Contracts
import HTTPTypes
import Testing

@testable import ServiceKit

@Suite("Photos are cleaned")
struct PhotoCleanerTests {
  static let all: [(String, [UInt8])] = [
    ("jpeg", Picture.jpeg), ("progressive jpeg", Picture.progressiveJPEG), ("png", Picture.png),
    ("webp", Picture.webp), ("lossless webp", Picture.losslessWebP),
    ("animated webp", Picture.animatedWebP),
  ]

  private func contains(_ bytes: [UInt8], _ text: String) -> Bool {
    bytes.firstRange(of: Array(text.utf8)) != nil
  }

  private func problem(_ bytes: [UInt8]) -> Problem? {
    do {
      _ = try Photo(cleaning: bytes)
      return nil
    } catch {
      return error as? Problem
    }
  }

  @Test("R-180: what the camera says of itself and of the place goes", arguments: all)
  func metadata(name: String, bytes: [UInt8]) throws {
    let photo = try Photo(cleaning: bytes)
    #expect(photo.width == 12 && photo.height == 8)
    for secret in ["Secret", "secret", "xmp", "Pillow", "GPS"] {
      #expect(!contains(photo.bytes, secret), "\(secret) in \(name)")
    }
  }

  @Test("the type is what the content is")
  func format() throws {
    #expect(try Photo(cleaning: Picture.jpeg).mediaType == "image/jpeg")
    #expect(try Photo(cleaning: Picture.png).mediaType == "image/png")
    #expect(try Photo(cleaning: Picture.webp).mediaType == "image/webp")
  }

  @Test(
    "the orientation is the one tag that stays",
    arguments: [Picture.jpeg, Picture.png, Picture.webp])
  func orientation(bytes: [UInt8]) throws {
    let photo = try Photo(cleaning: bytes)
    let tiff = try #require(photo.bytes.firstRange(of: Array("MM\0*".utf8)))
    #expect(Orientation(tiff: photo.bytes[tiff.lowerBound...])?.value == 6)
    // One entry, which is the orientation.
    #expect(photo.bytes[tiff.lowerBound + 8] == 0 && photo.bytes[tiff.lowerBound + 9] == 1)
  }

  @Test("cleaning twice changes nothing more", arguments: all)
  func idempotent(name: String, bytes: [UInt8]) throws {
    let once = try Photo(cleaning: bytes)
    let twice = try Photo(cleaning: once.bytes)
    #expect(once == twice, "\(name)")
  }

  @Test("whatever follows the end marker goes", arguments: all)
  func trailer(name: String, bytes: [UInt8]) throws {
    let trailing = bytes + Array("<script>PK\u{3}\u{4}".utf8) + bytes
    #expect(try Photo(cleaning: trailing) == (try Photo(cleaning: bytes)), "\(name)")
  }

  @Test("every truncation of the picture is refused with a problem, none traps", arguments: all)
  func truncated(name: String, bytes: [UInt8]) throws {
    let clean = try Photo(cleaning: bytes)
    for picture in [bytes, clean.bytes] {
      for length in 0..<picture.count {
        do {
          let photo = try Photo(cleaning: Array(picture.prefix(length)))
          // Nothing of the picture is missing, but its sums and end (PNG), or its end (JPEG).
          let missing = picture.count - length
          #expect(missing <= (photo.format == .png ? 21 : 2), "\(name) cut at \(length)")
        } catch {
          let status = (error as? Problem)?.status.code ?? 0
          #expect([400, 415].contains(status), "\(name) cut at \(length)")
        }
      }
    }
  }

  @Test(
    "a picture that is complete needs no end marker",
    arguments: all.filter { !$0.0.contains("webp") })
  func noEnd(name: String, bytes: [UInt8]) throws {
    let clean = try Photo(cleaning: bytes)
    let end = clean.format == .jpeg ? 2 : 12
    #expect(try Photo(cleaning: clean.bytes.dropLast(end)) == clean, "\(name)")
    #expect(throws: Problem.self) {
      try Photo(cleaning: clean.bytes.dropLast(end + (clean.format == .png ? 20 : 6)))
    }
  }

  @Test("no flipped byte makes the cleaner trap or let metadata through", arguments: all)
  func fuzz(name: String, bytes: [UInt8]) {
    var random = SplitMix64(seed: UInt64(bytes.count))
    for _ in 0..<3000 {
      var copy = bytes
      for _ in 0..<Int.random(in: 1...5, using: &random) {
        copy[Int.random(in: 0..<copy.count, using: &random)] = .random(in: 0...255, using: &random)
      }
      guard let photo = try? Photo(cleaning: copy) else { continue }
      #expect(photo.width * photo.height <= Photo.maxPixels)
    }
  }

  @Test(
    "anything else is refused with 415",
    arguments: [
      "GIF89a", "%PDF-1.7", "<svg xmlns='http://www.w3.org/2000/svg'/>", "", "BM",
      "RIFF\0\0\0\0WAVE",
    ])
  func otherTypes(text: String) {
    #expect(problem(Array(text.utf8))?.status == .unsupportedMediaType)
  }

  @Test("10 MiB is the most")
  func tooLarge() {
    let bytes = Picture.jpeg + [UInt8](repeating: 0, count: Photo.maxBytes)
    #expect(problem(bytes)?.status == .contentTooLarge)
  }
}
