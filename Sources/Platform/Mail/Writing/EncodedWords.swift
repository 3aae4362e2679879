import FoundationEssentials

extension String {
  /// The text for a header that takes ASCII alone: as words in base64 of UTF-8 (RFC 2047), which
  /// whoever decodes them joins without the blanks between them. No word tears a character.
  ///
  /// - Parameter column: what stands in the first word's line before it, in bytes.
  func encodedWords(after column: Int) -> [String] {
    var words: [[UInt8]] = [[]]
    for piece in pieces {
      // The first word shares its line, of 76 bytes at most, with the field's name.
      let room = words.count == 1 ? Self.plainBytes(76 - column) : Self.plainBytes(75)
      let last = words.count - 1
      if words[last].count + piece.count <= room {
        words[last] += piece
      } else {
        words.append(piece)
      }
    }
    return words.filter { !$0.isEmpty }.map { "=?utf-8?B?\(Data($0).base64EncodedString())?=" }
  }

  /// How many bytes a word of so many can carry.
  private static func plainBytes(_ bytes: Int) -> Int {
    (Swift.min(bytes, 75) - "=?utf-8?B??=".utf8.count) / 4 * 3
  }

  /// Its characters as people see them; those that are too long for a word, by scalars.
  private var pieces: [[UInt8]] {
    flatMap { character in
      character.utf8.count <= Self.plainBytes(75)
        ? [Array(character.utf8)]
        : character.unicodeScalars.map { Array($0.utf8) }
    }
  }
}
