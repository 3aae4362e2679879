import Contracts

/// One of our documents as its page shows it: what can be called or is published, and the schemas
/// that this refers to.
struct DocumentView {
  let title: String
  /// Where the other documents are.
  let api = Address.api.path
  let about: [Paragraph]
  let entries: [Entry]
  let schemas: [Schema]

  /// An operation, or an event.
  struct Entry {
    let anchor: String
    /// The method of an operation.
    let method: String?
    /// Its path, or the type of the event.
    let name: String
    let summary: String
    let about: [Paragraph]
    let access: Access?
    /// Nil where there are none, so that there is no heading either.
    let parameters: List<Parameter>?
    /// What is sent.
    let contents: [Content]
    let answers: List<Answer>?
  }

  struct List<Item> {
    let items: [Item]

    init?(_ items: [Item]) {
      guard !items.isEmpty else { return nil }
      self.items = items
    }
  }

  /// Who may call.
  struct Access {
    let isOpen: Bool
    let byToken: Bool
    let bySignature: Bool
  }

  struct Parameter {
    let name: String
    /// `query`, `path` or `header`.
    let place: String
    let isRequired: Bool
    let about: [Paragraph]
    let lines: [Outline.Line]
  }

  struct Content {
    let mediaType: String
    let lines: [Outline.Line]
  }

  struct Answer {
    let status: String
    let about: [Paragraph]
    let contents: [Content]
  }

  struct Schema {
    let anchor: String
    let name: String
    let lines: [Outline.Line]
  }

  /// A paragraph of a description, in which names stand between backticks.
  struct Paragraph {
    let pieces: [Piece]

    struct Piece {
      let text: String?
      let code: String?
    }

    static func all(of text: String?) -> [Paragraph] {
      var paragraphs: [[Substring]] = [[]]
      for line in (text ?? "").split(separator: "\n", omittingEmptySubsequences: false) {
        if line.isEmpty {
          paragraphs.append([])
        } else {
          paragraphs[paragraphs.count - 1].append(line)
        }
      }
      return paragraphs.filter { !$0.isEmpty }.map { Paragraph(folded($0)) }
    }

    /// The lines as one, but for those of a list: how wide a line may be is the reader's affair.
    private static func folded(_ lines: [Substring]) -> String {
      lines.reduce("") { text, line in
        text + (text.isEmpty ? "" : line.hasPrefix("- ") ? "\n" : " ") + line.drop { $0 == " " }
      }
    }
  }
}

extension DocumentView.Paragraph {
  fileprivate init(_ text: String) {
    pieces = text.split(separator: "`", omittingEmptySubsequences: false).enumerated()
      .map { place, part in
        place.isMultiple(of: 2)
          ? Piece(text: String(part), code: nil) : Piece(text: nil, code: String(part))
      }
  }
}
