import Contracts

/// A `multipart/form-data` body (RFC 7578) in memory.
struct Multipart: Sendable {
  struct Part: Sendable {
    var name: ExactText
    var contentType: String?
    /// Whether a file was chosen for it, where it is a file's.
    var hasFileName = false
    var body: ArraySlice<UInt8>
  }

  var parts: [Part]

  static let maxParts = 20
  /// Room for boundaries, headers and text fields beside the picture.
  static let maxOverhead = 64 * 1024
  private static let maxHeaderBytes = 4096

  /// - Throws: a 400 problem that says what is wrong.
  static func parse(_ body: [UInt8], contentType: String) throws -> Multipart {
    guard let boundary = HeaderParameters(contentType)["boundary"],
      (1...70).contains(boundary.utf8.count)
    else { throw Problem.malformed("The multipart body has no usable boundary.") }
    let delimiter = Array("\r\n--\(boundary)".utf8)
    guard var cursor = body.firstBoundary(delimiter) else {
      throw Problem.malformed("The multipart body does not begin with its boundary.")
    }
    var parts: [Part] = []
    while !body[cursor...].starts(with: dashes) {
      guard let start = body.lineEnd(after: cursor) else { throw truncated }
      // The line end before a boundary belongs to the boundary, and may be the one of the headers.
      guard let end = body[(start - 2)...].firstRange(of: delimiter) else { throw truncated }
      guard parts.count < maxParts else {
        throw Problem.malformed("The multipart body has more than \(maxParts) parts.")
      }
      parts.append(try part(body[start..<max(start, end.lowerBound)]))
      cursor = end.upperBound
    }
    try checkNames(parts)
    return Multipart(parts: parts)
  }

  private static let dashes = Array("--".utf8)
  private static var truncated: Problem {
    Problem.malformed("The multipart body ends before its closing boundary.")
  }

  private static func checkNames(_ parts: [Part]) throws {
    let twice = Dictionary(grouping: parts, by: \.name).filter { $0.value.count > 1 }.keys
    guard twice.isEmpty else {
      throw Problem.badInput(
        twice.sorted().map { Mistake("/\(escapedPointer($0.text))", .repeated) })
    }
  }

  private static func part(_ bytes: ArraySlice<UInt8>) throws -> Part {
    let headerEnd = Array("\r\n\r\n".utf8)
    let blank = Array("\r\n".utf8)
    let split: Int
    let bodyStart: Int
    if bytes.starts(with: blank) {
      (split, bodyStart) = (bytes.startIndex, bytes.startIndex + 2)
    } else if let end = bytes.prefix(maxHeaderBytes).firstRange(of: headerEnd) {
      (split, bodyStart) = (end.lowerBound, end.upperBound)
    } else {
      throw Problem.malformed("A part of the multipart body has no end of its headers.")
    }
    // File names may be in any code page; nothing depends on them.
    let text = String(decoding: bytes[bytes.startIndex..<split], as: UTF8.self)
    var name: String?
    var hasFileName = false
    var contentType: String?
    for line in text.split(separator: "\r\n") {
      guard let colon = line.firstIndex(of: ":") else { continue }
      let value = String(line[line.index(after: colon)...])
      switch line[..<colon].lowercased() {
      case "content-disposition":
        let parameters = HeaderParameters(value)
        name = parameters["name"]
        hasFileName = parameters["filename"].map { !$0.isEmpty } ?? false
      case "content-type": contentType = value.split(separator: " ").joined().lowercased()
      default: continue
      }
    }
    guard let name, !name.isEmpty else {
      throw Problem.malformed("A part of the multipart body has no name.")
    }
    return Part(
      name: ExactText(name), contentType: contentType, hasFileName: hasFileName,
      body: bytes[bodyStart...])
  }
}

/// The parameters of a header value such as `form-data; name="photo"`.
struct HeaderParameters {
  private var values: [ExactText: String] = [:]

  init(_ header: String) {
    var rest = header.utf8.drop { $0 != UInt8(ascii: ";") }
    while !rest.isEmpty {
      rest = rest.dropFirst().drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: ";") }
      let name = rest.prefix { $0 != UInt8(ascii: "=") && $0 != UInt8(ascii: ";") }
      rest = rest.dropFirst(name.count)
      guard rest.first == UInt8(ascii: "=") else { continue }
      rest = rest.dropFirst()
      let value = Self.value(&rest)
      let key = ExactText(Substring(name).lowercased())
      if values[key] == nil { values[key] = value }
      rest = rest.drop { $0 != UInt8(ascii: ";") }
    }
  }

  subscript(_ name: String) -> String? { values[ExactText(name)] }

  private static func value(_ rest: inout Substring.UTF8View) -> String {
    guard rest.first == UInt8(ascii: "\"") else {
      let token = rest.prefix { $0 != UInt8(ascii: ";") && $0 != UInt8(ascii: " ") }
      rest = rest.dropFirst(token.count)
      return String(Substring(token))
    }
    rest = rest.dropFirst()
    var bytes: [UInt8] = []
    while let byte = rest.popFirst(), byte != UInt8(ascii: "\"") {
      if byte == UInt8(ascii: "\\"), let next = rest.first,
        next == byte || next == UInt8(ascii: "\"")
      {
        bytes.append(next)
        rest = rest.dropFirst()
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

extension [UInt8] {
  /// The index after the first boundary: at the very beginning, or after a preamble.
  fileprivate func firstBoundary(_ delimiter: [UInt8]) -> Int? {
    let first = delimiter.dropFirst(2)
    return starts(with: first) ? first.count : firstRange(of: delimiter)?.upperBound
  }

  /// The index after the line end that follows `index`, blanks between allowed.
  fileprivate func lineEnd(after index: Int) -> Int? {
    var cursor = index
    while cursor < count, self[cursor] == 0x20 || self[cursor] == 0x09 { cursor += 1 }
    guard cursor + 1 < count, self[cursor] == 13, self[cursor + 1] == 10 else { return nil }
    return cursor + 2
  }
}
