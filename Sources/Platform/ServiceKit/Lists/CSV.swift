public import Contracts

/// A table as CSV (RFC 4180), for spreadsheets and programs.
///
/// Spreadsheets take the separator and the decimal mark from their user's language, so both follow
/// the reader's: English and everybody else get `95.00` between commas, as programs expect;
/// Russian gets `95,00` between semicolons. A byte-order mark tells Excel that the text is UTF-8.
public struct CSV {
  /// What stands in one field.
  public enum Cell: Sendable {
    /// What somebody typed, and everything that is no number.
    case text(String)
    /// A decimal number, spelt with a point.
    case number(String)
    /// A telephone number. One with a `+` is written without what groups its digits, by which a
    /// spreadsheet would calculate.
    case phone(String)
  }

  /// The table so far, in UTF-8.
  public private(set) var text = "\u{feff}"
  private let language: Language

  /// - Parameter columns: the names in the header line.
  public init(columns: [String], for language: Language) {
    self.language = language
    append(columns.map(Cell.text))
  }

  public mutating func append(_ line: [Cell]) {
    text += line.map(field).joined(separator: separator) + "\r\n"
  }

  private var separator: String { language == .russian ? ";" : "," }

  private func field(_ cell: Cell) -> String {
    switch cell {
    case .number(let number):
      language == .russian ? number.replacing(".", with: ",") : number
    case .phone(let number): field(.text(Self.compact(number)))
    case .text(let text): Self.quoted(Self.harmless(text))
    }
  }

  private static func compact(_ number: String) -> String {
    let digits = number.unicodeScalars.filter { !" -()./".unicodeScalars.contains($0) }
    let compact = String(String.UnicodeScalarView(digits))
    return isSignedNumber(compact) ? compact : number
  }

  /// Quoted where any reader's syntax needs it.
  private static func quoted(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: { $0 == "\"" || separators.contains($0) }) else {
      return text
    }
    // By scalars: a quotation mark with a combining mark is another Character, and still one.
    let doubled = text.unicodeScalars.reduce(into: String.UnicodeScalarView()) {
      if $1 == "\"" { $0.append($1) }
      $0.append($1)
    }
    return "\"\(doubled)\""
  }

  /// The text with an apostrophe before whatever a spreadsheet would take for a formula
  /// (https://owasp.org/www-community/attacks/CSV_Injection).
  ///
  /// That is at the beginning, and behind everything that another reader may take for a separator:
  /// a cell that we quote may be split all the same. A signed number, such as a telephone number,
  /// is none.
  static func harmless(_ text: String) -> String {
    if isSignedNumber(text) { return text }
    var result = String.UnicodeScalarView()
    var isStart = true
    for scalar in text.unicodeScalars {
      if isStart, formulaStarts.contains(scalar) { result.append("'") }
      isStart = separators.contains(scalar) || (isStart && isPassedOver(scalar))
      result.append(scalar)
    }
    return String(result)
  }

  private static func isSignedNumber(_ text: String) -> Bool {
    guard let sign = text.utf8.first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") else {
      return false
    }
    let digits = text.utf8.dropFirst()
    return !digits.isEmpty
      && digits.allSatisfy((UInt8(ascii: "0")...UInt8(ascii: "9")).contains)
  }

  /// What a reader may drop before it looks for a formula.
  private static func isPassedOver(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "\"" || scalar == "'" || scalar.properties.isWhitespace
      || [.format, .control].contains(scalar.properties.generalCategory)
  }

  /// The wide ones are the same to East Asian spreadsheets.
  private static let formulaStarts: Set<Unicode.Scalar> = [
    "=", "+", "-", "@", "\u{ff1d}", "\u{ff0b}", "\u{ff0d}", "\u{ff20}",
  ]
  private static let separators: Set<Unicode.Scalar> = [
    ",", ";", "\t", "|", "\r", "\n", "\u{0b}", "\u{0c}", "\u{85}", "\u{2028}", "\u{2029}",
  ]
}
