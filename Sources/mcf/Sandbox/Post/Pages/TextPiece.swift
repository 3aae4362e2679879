/// A piece of a text, and the address behind it.
struct TextPiece: Equatable {
  let text: String
  /// Of HTTP; nil: behind it the text ends.
  let link: String?

  static func pieces(of text: String) -> [TextPiece] {
    var pieces: [TextPiece] = []
    var rest = text[...]
    while let found = rest.firstMatch(of: #/https?://[^\s<>"]*[^\s<>"'.,:;!?)]/#) {
      pieces.append(
        TextPiece(text: String(rest[..<found.range.lowerBound]), link: String(found.output)))
      rest = rest[found.range.upperBound...]
    }
    return rest.isEmpty ? pieces : pieces + [TextPiece(text: String(rest), link: nil)]
  }
}
