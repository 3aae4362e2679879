import Testing

@testable import ServiceKit

/// Pictures with a text in every place where a file has room for one that no decoder looks at.
struct HidingPlaces {
  static let text = Array("hidden-from-decoders".utf8)

  struct Case: CustomTestStringConvertible {
    let place: String
    let bytes: [UInt8]
    var testDescription: String { place }
  }

  static func all(_ picture: [UInt8]) -> [Case] {
    switch picture.first {
    case 0xFF: JPEG(picture).cases
    case 0x89: PNG(picture).cases
    default: WebP(picture).cases
    }
  }
}

// MARK: JPEG

extension HidingPlaces {
  struct JPEG {
    /// Where segments begin, up to the end marker.
    private var starts: [(offset: Int, marker: UInt8)] = []
    private let picture: [UInt8]

    init(_ picture: [UInt8]) {
      self.picture = picture
      var offset = 2
      while offset + 3 < picture.count {
        let marker = picture[offset + 1]
        starts.append((offset, marker))
        offset += 2 + Int(picture[offset + 2]) << 8 + Int(picture[offset + 3])
        guard marker == 0xDA else { continue }
        while picture[offset] != 0xFF || picture[offset + 1] == 0 { offset += 1 }
      }
      starts.append((picture.count - 2, 0xD9))
    }

    var cases: [Case] {
      let between = starts.flatMap { start in
        extras.map { name, extra in
          Case(
            place: "\(name) before \(start.marker) at \(start.offset)",
            bytes: inserting(extra, at: start.offset))
        }
      }
      return between + [
        Case(place: "behind the end", bytes: picture + text),
        Case(
          place: "a long end of the frame",
          bytes: Array(picture.dropLast(2)) + [0xFF, 0xD0] + text + [0xFF, 0xD9]),
      ] + jfifCases
    }

    private var extras: [(String, [UInt8])] {
      let table = text + [UInt8](repeating: 1, count: 64 - text.count)
      let counts: [UInt8] = [0, 0, 0, 0, 0, 0, 0, UInt8(text.count)]
      return [
        ("junk", text), ("FF 00 and junk", [0xFF, 0] + text), ("a restart", [0xFF, 0xD3] + text),
        ("TEM", [0xFF, 0x01] + text), ("a comment", segment(0xFE, text)),
        ("APP5", segment(0xE5, text)), ("an unknown APP2", segment(0xE2, text)),
        (
          "a second JFIF", segment(0xE0, Array("JFIF\0".utf8) + [1, 1, 0, 0, 1, 0, 1, 0, 0] + text)
        ),
        ("EXIF", segment(0xE1, Array("Exif\0\0".utf8) + text)),
        ("DNL", segment(0xDC, text)),
        (
          "a colour profile that is none",
          segment(0xE2, Array("ICC_PROFILE\0".utf8) + [1, 1] + text)
        ),
        ("a table of quantisation that is not used", segment(0xDB, [3] + table)),
        (
          "a table of codes that is not used",
          segment(0xC4, [0x13] + counts + [UInt8](repeating: 0, count: 8) + text)
        ),
      ]
    }

    /// Density and thumbnail of JFIF.
    private var jfifCases: [Case] {
      guard let start = starts.first(where: { $0.marker == 0xE0 }) else { return [] }
      let name = start.offset + 4
      var thumbnail = picture
      thumbnail.replaceSubrange(
        start.offset..<name + 14,
        with: segment(
          0xE0, Array("JFIF\0".utf8) + [1, 1, 0, 0, 1, 0, 1, 5, 4] + text + text + text))
      var density = picture
      density.replaceSubrange(name + 5..<name + 12, with: text.prefix(7))
      return [
        Case(place: "a thumbnail", bytes: thumbnail), Case(place: "a density", bytes: density),
      ]
    }

    private func segment(_ marker: UInt8, _ content: [UInt8]) -> [UInt8] {
      [0xFF, marker, 0, UInt8(content.count + 2)] + content
    }

    private func inserting(_ extra: [UInt8], at offset: Int) -> [UInt8] {
      var bytes = picture
      bytes.insert(contentsOf: extra, at: offset)
      return bytes
    }
  }
}

// MARK: PNG

extension HidingPlaces {
  struct PNG {
    typealias Chunk = (type: String, content: [UInt8])

    private var chunks: [Chunk] = []

    init(_ picture: [UInt8]) {
      var reader = PhotoReader(picture.dropFirst(8))
      while let length = try? reader.bigEndian(4), let type = try? reader.take(4),
        let content = try? reader.take(length), (try? reader.take(4)) != nil
      {
        chunks.append((String(decoding: type, as: UTF8.self), Array(content)))
      }
    }

    var cases: [Case] {
      let between = (1...chunks.count).flatMap { index in
        extras.map { name, extra in
          Case(place: "\(name) as chunk \(index)", bytes: file(inserting: extra, at: index))
        }
      }
      return between + imageCases + paletteCases + endCases
    }

    private var endCases: [Case] {
      [
        Case(
          place: "an end with content",
          bytes: Self.file(chunks.dropLast() + [("IEND", text)])),
        Case(
          place: "image data in pieces",
          bytes: Self.file(chunks.dropLast() + [("teXt", text), ("IDAT", text), ("IEND", [])])),
      ]
    }

    private var isIndexed: Bool { chunks[0].content[9] == 3 }

    private var extras: [(String, Chunk)] {
      let always: [(String, Chunk)] = [
        ("a text", ("tEXt", Array("Comment\0".utf8) + text)), ("a private chunk", ("seCr", text)),
        ("a long gamma", ("gAMA", [0, 0, 0xB1, 0x8F] + text)),
        ("colours out of range", ("cHRM", text + text.prefix(12))),
        ("a long sRGB", ("sRGB", [0] + text)), ("EXIF", ("eXIf", text)),
        ("a colour profile that is none", ("iCCP", text + [0, 0] + Array(packed(text)))),
      ]
      let others: [(String, Chunk)] = [
        ("a palette of no use", ("PLTE", text + [0])), ("a long transparency", ("tRNS", text)),
      ]
      return isIndexed ? always : always + others
    }

    /// Behind the compressed rows, within their stream and behind it.
    private var imageCases: [Case] {
      let stream = Array(chunks.filter { $0.type == "IDAT" }.flatMap(\.content))
      let inflater = Inflater(.zlib)
      inflater.feed(stream)
      let rows = Array((try? inflater.next()) ?? [])
      return [
        Case(place: "behind the stream", bytes: withImage([stream + text])),
        Case(place: "behind the stream, in a chunk of its own", bytes: withImage([stream, text])),
        Case(place: "within the stream", bytes: withImage([packed(rows + text)])),
        Case(place: "in a wrong sum", bytes: withImage([packed(rows).dropLast(4) + text])),
        Case(place: "in the choice of codes", bytes: withImage([packed(rows)])),
        Case(
          place: "in what fills up empty blocks",
          bytes: withImage([
            Array(packed(rows).prefix(2)) + emptyBlocks + packed(rows).dropFirst(2)
          ])),
      ]
    }

    /// RFC 1951, 3.2.4: they begin with a byte of which five bits do not count.
    private var emptyBlocks: [UInt8] { text.flatMap { [$0 & 0xF8, 0, 0, 0xFF, 0xFF] } }

    /// Colours that no pixel names, and how transparent they are.
    private var paletteCases: [Case] {
      guard isIndexed else { return [] }
      return chunks.indices.filter { ["PLTE", "tRNS"].contains(chunks[$0].type) }.flatMap { index in
        let entry = chunks[index].type == "PLTE" ? 3 : 1
        var within = chunks
        within[index].content.replaceSubrange(
          6 * entry..<13 * entry, with: Array((text + [0]).prefix(7 * entry)))
        var behind = chunks
        behind[index].content += text + [0]
        return [
          Case(place: "colours of no use in \(chunks[index].type)", bytes: Self.file(within)),
          Case(place: "colours of no use behind \(chunks[index].type)", bytes: Self.file(behind)),
        ]
      }
    }

    private func withImage(_ contents: [[UInt8]]) -> [UInt8] {
      let first = chunks.firstIndex { $0.type == "IDAT" } ?? 0
      var changed = chunks.filter { $0.type != "IDAT" }
      changed.insert(contentsOf: contents.map { ("IDAT", $0) }, at: first)
      return Self.file(changed)
    }

    /// A stream of one block that is not packed, in which the text can be seen.
    private func packed(_ bytes: [UInt8]) -> [UInt8] {
      var stream: [UInt8] = [0x78, 0x01, 1]
      stream.append(littleEndian: bytes.count, count: 2)
      stream.append(littleEndian: ~bytes.count & 0xFFFF, count: 2)
      stream += bytes
      stream.append(bigEndian: Checksum.adler32(bytes), count: 4)
      return stream
    }

    private func file(inserting extra: Chunk, at index: Int) -> [UInt8] {
      var changed = chunks
      changed.insert(extra, at: index)
      return Self.file(changed)
    }

    static func file(_ chunks: [Chunk]) -> [UInt8] {
      var bytes = PNGCleaner.signature
      for chunk in chunks {
        bytes.append(bigEndian: chunk.content.count, count: 4)
        let start = bytes.count
        bytes += Array(chunk.type.utf8) + chunk.content
        bytes.append(bigEndian: Checksum.crc32(bytes[start...]), count: 4)
      }
      return bytes
    }
  }
}

// MARK: WebP

extension HidingPlaces {
  struct WebP {
    typealias Chunk = (type: String, content: [UInt8])

    private let chunks: [Chunk]

    init(_ picture: [UInt8]) { chunks = Self.chunks(picture.dropFirst(12)) }

    private static func chunks(_ bytes: ArraySlice<UInt8>) -> [Chunk] {
      var reader = PhotoReader(bytes)
      var chunks: [Chunk] = []
      while let type = try? reader.take(4), let length = try? reader.littleEndian(4),
        let content = try? reader.take(length)
      {
        chunks.append((String(decoding: type, as: UTF8.self), Array(content)))
        if length % 2 == 1 { _ = try? reader.byte() }
      }
      return chunks
    }

    var cases: [Case] {
      let extras: [(String, Chunk)] = [
        ("an unknown chunk", ("SECR", text)), ("XMP", ("XMP ", text)), ("EXIF", ("EXIF", text)),
        ("a colour profile that is none", ("ICCP", text)),
      ]
      let between = (1...chunks.count).flatMap { index in
        extras.map { name, extra in
          var changed = chunks
          changed.insert(extra, at: index)
          return Case(place: "\(name) as chunk \(index)", bytes: Self.file(changed))
        }
      }
      return between + longCases + firstPartCases + frameCases + [
        Case(place: "behind the end", bytes: Self.file(chunks) + text)
      ]
    }

    /// Chunks that are longer than what is read of them.
    private var longCases: [Case] {
      chunks.indices.filter { chunks[$0].type != "ANMF" }.map { index in
        var changed = chunks
        changed[index].content += text
        return Case(place: "behind \(chunks[index].type)", bytes: Self.file(changed))
      }
    }

    /// Behind the modes of a lossy image, before its coefficients.
    private var firstPartCases: [Case] {
      chunks.indices.filter { chunks[$0].type == "VP8 " }.map { index in
        var changed = chunks
        let content = chunks[index].content
        let tag = Int(content[0]) | Int(content[1]) << 8 | Int(content[2]) << 16
        let end = 10 + tag >> 5
        var head: [UInt8] = []
        head.append(littleEndian: tag & 0x1F | (tag >> 5 + text.count) << 5, count: 3)
        changed[index].content = head + content[3..<end] + text + content[end...]
        return Case(place: "between the parts of VP8", bytes: Self.file(changed))
      }
    }

    /// The same within frames of an animation.
    private var frameCases: [Case] {
      chunks.indices.filter { chunks[$0].type == "ANMF" }.flatMap { index in
        let header = chunks[index].content.prefix(16)
        let inner = Self.chunks(chunks[index].content.dropFirst(16))
        var variants = inner.indices.map { place in
          var changed = inner
          changed[place].content += text
          return ("behind \(inner[place].type) of frame \(index)", changed)
        }
        variants.append(("an unknown chunk of frame \(index)", inner + [("SECR", text)]))
        return variants.map { name, frame in
          var changed = chunks
          changed[index].content = header + Self.body(frame)
          return Case(place: name, bytes: Self.file(changed))
        }
      }
    }

    private static func body(_ chunks: [Chunk]) -> [UInt8] {
      chunks.reduce(into: []) { bytes, chunk in
        bytes += Array(chunk.type.utf8)
        bytes.append(littleEndian: chunk.content.count, count: 4)
        bytes += chunk.content
        // Padding is a place, too.
        if chunk.content.count % 2 == 1 { bytes.append(UInt8(ascii: "h")) }
      }
    }

    static func file(_ chunks: [Chunk]) -> [UInt8] {
      let body = body(chunks)
      var bytes = Array("RIFF".utf8)
      bytes.append(littleEndian: body.count + 4, count: 4)
      return bytes + Array("WEBP".utf8) + body
    }
  }
}
