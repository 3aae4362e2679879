/// Cuts a stream of bytes into lines, holding no more than one line at a time.
///
/// Lines end in `\n` or `\r\n`; the last one may lack its end. Blank lines are counted and passed
/// over. A line that is too long is reported once and its bytes are dropped as they come, so that
/// not even one without an end costs memory.
struct LineSplitter: Sendable {
  enum Content: Sendable, Equatable {
    case bytes([UInt8])
    case tooLong
  }

  struct Line: Sendable, Equatable {
    /// Counts from 1, blank lines included.
    var number: Int
    var content: Content
  }

  let maxLineBytes: Int
  private var number = 1
  private var rest: [UInt8] = []
  private var isTooLong = false

  init(maxLineBytes: Int) { self.maxLineBytes = maxLineBytes }

  /// How many bytes wait for the end of their line.
  var bufferedBytes: Int { rest.count }

  /// The lines that end in `chunk`.
  mutating func feed(_ chunk: some Collection<UInt8>) -> [Line] {
    var lines: [Line] = []
    var start = chunk.startIndex
    while let end = chunk[start...].firstIndex(of: UInt8(ascii: "\n")) {
      keep(chunk[start..<end])
      if let line = endLine() { lines.append(line) }
      start = chunk.index(after: end)
    }
    keep(chunk[start...])
    return lines
  }

  /// The last line, if it lacked its end.
  mutating func finish() -> Line? { endLine() }

  private mutating func keep(_ bytes: some Collection<UInt8>) {
    guard !isTooLong, rest.count + bytes.count <= maxLineBytes else {
      isTooLong = true
      rest = []
      return
    }
    rest.append(contentsOf: bytes)
  }

  private mutating func endLine() -> Line? {
    defer {
      number += 1
      rest = []
      isTooLong = false
    }
    if isTooLong { return Line(number: number, content: .tooLong) }
    // Files that were joined have a byte-order mark before any of their lines.
    if rest.starts(with: byteOrderMark) { rest.removeFirst(byteOrderMark.count) }
    let isBlank = rest.allSatisfy { $0 == UInt8(ascii: " ") || $0 == 9 || $0 == 13 }
    return isBlank ? nil : Line(number: number, content: .bytes(rest))
  }
}
