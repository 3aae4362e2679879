/// Names, each with what it means below it, for a terminal of 80 columns.
enum Glossary {
  static func text(_ entries: [(name: String, meaning: String)]) -> String {
    entries.map { name, meaning in "  \(name)\n" + indented(meaning) }.joined(separator: "\n")
  }

  /// Lines of at most 72 characters, six to the right.
  private static func indented(_ text: String) -> String {
    var lines = [""]
    for word in text.split(separator: " ") {
      if lines[lines.count - 1].count + word.count > 72 { lines.append("") }
      lines[lines.count - 1] += (lines[lines.count - 1].isEmpty ? "" : " ") + word
    }
    return lines.map { "      " + $0 }.joined(separator: "\n")
  }
}
