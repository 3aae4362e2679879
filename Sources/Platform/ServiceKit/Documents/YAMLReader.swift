/// Reads YAML as our documents are written: mappings and lists in blocks or braces, texts on one line,
/// plain or quoted, literal and folded blocks, anchors.
///
/// Every scalar is read as text, since nothing but people reads on. What is written otherwise is a
/// defect.
struct YAMLReader {
  private struct Line {
    var indent: Int
    var text: Substring
  }

  private var lines: [Line]
  private var next = 0
  private var anchors: [String: JSONValue] = [:]

  /// - Throws: `DocumentDefect`.
  static func read(_ text: String) throws(DocumentDefect) -> JSONValue {
    var reader = YAMLReader(text)
    let value = try reader.block()
    guard reader.line == nil else { throw reader.defect("is indented otherwise") }
    return value
  }

  private init(_ text: String) {
    lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      let text = line.drop { $0 == " " }
      return Line(indent: line.count - text.count, text: text)
    }
  }

  /// The next line that is not blank.
  private var line: Line? {
    mutating get {
      while next < lines.count, lines[next].text.isEmpty { next += 1 }
      return next < lines.count ? lines[next] : nil
    }
  }

  private func defect(_ flaw: String) -> DocumentDefect {
    DocumentDefect("line \(next + 1) \(flaw): \(next < lines.count ? lines[next].text : "")")
  }

  private mutating func block() throws(DocumentDefect) -> JSONValue {
    guard let first = line else { return .null }
    switch first.text.first {
    case "-": return try list(first.indent)
    case "[", "{": return try value(first.text, in: first.indent)
    default: return try mapping(first.indent)
    }
  }

  private mutating func list(_ indent: Int) throws(DocumentDefect) -> JSONValue {
    var items: [JSONValue] = []
    while let item = line, item.indent == indent, item.text.hasPrefix("- ") {
      let text = item.text.dropFirst(2)
      if Self.key(text) == nil {
        items.append(try value(text, in: indent))
      } else {
        // What stands behind the dash is a mapping's first member.
        lines[next] = Line(indent: indent + 2, text: text)
        items.append(try mapping(indent + 2))
      }
    }
    return .array(items)
  }

  private mutating func mapping(_ indent: Int) throws(DocumentDefect) -> JSONValue {
    var members: [JSONValue.Member] = []
    while let member = line, member.indent == indent {
      guard let (name, rest) = Self.key(member.text) else { throw defect("has no key") }
      members.append(.init(name, try value(rest, in: indent)))
    }
    return .object(members)
  }

  /// What stands behind a key or a dash, and below it.
  private mutating func value(
    _ text: Substring, in indent: Int
  ) throws(DocumentDefect) -> JSONValue {
    if text.hasPrefix("&") {
      let name = text.dropFirst().prefix { $0 != " " }
      let value = try value(text.dropFirst(name.count + 1).drop { $0 == " " }, in: indent)
      anchors[String(name)] = value
      return value
    }
    if text.hasPrefix("*") {
      guard let value = anchors[String(text.dropFirst())] else { throw defect("knows no anchor") }
      next += 1
      return value
    }
    next += 1
    switch text {
    case "": return (line?.indent ?? 0) > indent ? try block() : .null
    case "|": return .string(paragraphs(in: indent, folding: false))
    case ">-": return .string(paragraphs(in: indent, folding: true))
    default: break
    }
    var flow = YAMLFlow(text)
    guard let value = flow.whole() else {
      next -= 1
      throw defect("cannot be read")
    }
    return value
  }

  /// The lines of a text that are indented by more; folded ones are one line each paragraph.
  private mutating func paragraphs(in indent: Int, folding: Bool) -> String {
    var found: [String] = []
    var margin: Int?
    while next < lines.count, lines[next].text.isEmpty || lines[next].indent > indent {
      let start = margin ?? lines[next].indent
      margin = start
      let margin = String(repeating: " ", count: max(0, lines[next].indent - start))
      found.append(margin + lines[next].text)
      next += 1
    }
    while found.last?.isEmpty == true { found.removeLast() }
    guard folding else { return found.joined(separator: "\n") }
    return found.split(separator: "", omittingEmptySubsequences: false)
      .map { $0.joined(separator: " ") }.joined(separator: "\n")
  }

  /// `name: rest`, where the name may be in quotes; the rest may be empty.
  private static func key(_ text: Substring) -> (String, Substring)? {
    var flow = YAMLFlow(text)
    guard let name = flow.key() else { return nil }
    return (name, flow.rest)
  }
}
