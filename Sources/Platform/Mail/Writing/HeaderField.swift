import Contracts

/// A field of a header (RFC 5322, 2.2), folded between its words.
struct HeaderField {
  private let name: String
  /// What no line may end within, each at most 75 bytes but for addresses and ids, which nobody can
  /// shorten; a blank between each two.
  private let words: [String]

  /// The longest line that has an encoded word (RFC 2047, section 2), and a good length for others.
  private static let mostBytes = 76

  init(_ name: String, _ words: [String]) {
    self.name = name
    self.words = words
  }

  /// What people read.
  init(_ name: String, text: String) {
    let text = text.withoutControls
    self.init(name, text.plainWords ?? text.encodedWords(after: name.utf8.count + ": ".utf8.count))
  }

  init(_ name: String, _ mailbox: Mailbox) {
    let address = mailbox.address
    let text = mailbox.name.text.withoutControls.withSingleBlanks
    guard !text.isEmpty else {
      self.init(name, ["\(address)"])
      return
    }
    let quoted = text.plainWords.flatMap { _ in text.quoted.plainWords }
    let words = quoted ?? text.encodedWords(after: name.utf8.count + ": ".utf8.count)
    self.init(name, words + ["<\(address)>"])
  }

  var bytes: [UInt8] {
    var bytes = Array("\(name):".utf8)
    var column = bytes.count
    for (index, word) in words.enumerated() {
      let bytesOfWord = 1 + word.utf8.count
      let isHelped = index > 0 || bytesOfWord <= Self.mostBytes
      if column + bytesOfWord > Self.mostBytes, isHelped {
        bytes += "\r\n".utf8
        column = 0
      }
      bytes += " \(word)".utf8
      column += bytesOfWord
    }
    return bytes + "\r\n".utf8
  }
}

extension String {
  /// With a blank for each of them, line ends of Unicode among them.
  var withoutControls: String {
    String(
      String.UnicodeScalarView(
        unicodeScalars.map { scalar in
          switch scalar.properties.generalCategory {
          case .control, .lineSeparator, .paragraphSeparator: " "
          default: scalar
          }
        }))
  }

  /// As names have them: readers of addresses differ in what they make of more.
  fileprivate var withSingleBlanks: String {
    unicodeScalars.split(separator: " ").map(String.init).joined(separator: " ")
  }

  /// Its words, if they come back as they are from a header: ASCII, one blank between each two, and
  /// nothing that looks encoded; else nil.
  fileprivate var plainWords: [String]? {
    let words = split(separator: " ", omittingEmptySubsequences: false)
    let arePlain = words.allSatisfy { word in
      1...60 ~= word.utf8.count && word.utf8.allSatisfy { (0x21...0x7E).contains($0) }
        && !word.contains("=?")
    }
    if isEmpty { return [] }
    return arePlain ? words.map(String.init) : nil
  }

  /// In quotes (RFC 5322, 3.2.4).
  fileprivate var quoted: String {
    "\"" + replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }
}
