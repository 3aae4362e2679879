/// Columns of text, each as wide as it must be.
struct TextTable {
  private var rows: [[String]]
  private let isRight: [Bool]

  /// - Parameter header: a `>` before a name puts its column to the right.
  init(_ header: String...) { self.init(header) }

  init(_ header: [String]) {
    isRight = header.map { $0.hasPrefix(">") }
    rows = [header.map { $0.hasPrefix(">") ? String($0.dropFirst()) : $0 }]
  }

  mutating func add(_ cells: String...) { add(cells) }

  mutating func add(_ cells: [String]) { rows.append(cells) }

  var text: String {
    let widths = isRight.indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    return rows.map { row in
      let cells = row.indices.map { column in
        let padding = String(repeating: " ", count: widths[column] - row[column].count)
        if isRight[column] { return padding + row[column] }
        // Blanks at the end would be a line of their own on a terminal that is too narrow.
        return column == row.count - 1 ? row[column] : row[column] + padding
      }
      return cells.joined(separator: "  ")
    }.joined(separator: "\n")
  }
}
