import Testing

@testable import ServiceKit

@Suite("Lines of a stream")
struct LineSplitterTests {
  /// All lines of a text that arrives in chunks of `size` bytes.
  private func lines(
    _ text: String, chunk size: Int, maxLineBytes: Int = 100
  ) -> [LineSplitter.Line] {
    var splitter = LineSplitter(maxLineBytes: maxLineBytes)
    var lines: [LineSplitter.Line] = []
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      lines += splitter.feed(rest.prefix(size))
      rest = rest.dropFirst(size)
    }
    if let last = splitter.finish() { lines.append(last) }
    return lines
  }

  private func line(_ number: Int, _ text: String) -> LineSplitter.Line {
    .init(number: number, content: .bytes(Array(text.utf8)))
  }

  @Test("Lines are the same however the bytes are cut", arguments: [1, 2, 3, 7, 1000])
  func chunks(size: Int) {
    #expect(
      lines("one\n\nзёрнышко\r\n  \nlast", chunk: size)
        == [line(1, "one"), line(3, "зёрнышко\r"), line(5, "last")])
  }

  @Test("A stream without bytes, or of blank lines, has no lines")
  func blank() {
    #expect(lines("", chunk: 5).isEmpty)
    #expect(lines("\n \r\n\t\n", chunk: 2).isEmpty)
  }

  @Test("A byte-order mark before a line is no part of it", arguments: [1, 2, 5, 1000])
  func byteOrderMarks(size: Int) {
    #expect(
      lines("\u{FEFF}one\n\u{FEFF}\n\u{FEFF} \r\n\u{FEFF}last", chunk: size)
        == [line(1, "one"), line(4, "last")])
  }

  @Test("A line of exactly the limit is taken, one byte more is too long", arguments: [1, 4, 50])
  func limit(size: Int) {
    let text = "abcde\nabcdef\nabcde"
    #expect(
      lines(text, chunk: size, maxLineBytes: 5)
        == [line(1, "abcde"), .init(number: 2, content: .tooLong), line(3, "abcde")])
  }

  @Test("A line without an end holds no memory and is reported once")
  func endless() {
    var splitter = LineSplitter(maxLineBytes: 1000)
    for _ in 0..<10_000 {
      #expect(splitter.feed(Array(repeating: UInt8(ascii: "x"), count: 300)).isEmpty)
      #expect(splitter.bufferedBytes <= 1000)
    }
    #expect(splitter.feed(Array("\n".utf8)) == [.init(number: 1, content: .tooLong)])
    #expect(splitter.finish() == nil)
  }
}
