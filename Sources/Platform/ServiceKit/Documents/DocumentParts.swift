/// One of our YAML documents as lines: what stands before its components, and each of these.
///
/// It is not parsed as YAML but has a plain shape, which is demanded: `components:` comes last, its
/// sections are indented by two, the components by four, what is in them by more.
struct DocumentParts {
  private(set) var head: [Substring]
  private(set) var components: [Component] = []

  struct Component {
    /// `schemas`.
    let section: Substring
    /// As a reference ends: `schemas/Problem`.
    let path: String
    fileprivate(set) var lines: [Substring]
  }

  /// - Throws: `DocumentDefect` for a line among the components that is indented otherwise.
  init(_ text: String) throws(DocumentDefect) {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    if lines.last == "" { lines.removeLast() }
    let start = lines.firstIndex(of: "components:") ?? lines.endIndex
    head = Array(lines[..<start])
    var section: Substring?
    for line in lines[start...].dropFirst() {
      let indent = line.isEmpty ? Int.max : line.prefix { $0 == " " }.count
      switch (indent, section) {
      case (2, _):
        section = try Self.name(line)
      case (4, let section?):
        let name = try Self.name(line)
        components.append(Component(section: section, path: "\(section)/\(name)", lines: [line]))
      case (5..., let section?) where components.last?.section == section:
        components[components.count - 1].lines.append(line)
      default:
        throw DocumentDefect("no line of a component: \(line)")
      }
    }
  }

  private static func name(_ line: Substring) throws(DocumentDefect) -> Substring {
    let text = line.drop { $0 == " " }
    let name = text.prefix { $0.isReferenceCharacter }
    guard !name.isEmpty, text.dropFirst(name.count).first == ":" else {
      throw DocumentDefect("no component's name: \(line)")
    }
    return name
  }
}

extension DocumentParts {
  /// The whole text: the heads of both, all components here, and of the shared ones those that are
  /// referred to, directly or through others.
  ///
  /// - Throws: `DocumentDefect` for a component that is defined twice, and for a reference that leads
  ///   nowhere.
  func text(sharing shared: DocumentParts) throws -> String {
    let needed = try needed(of: shared)
    var lines = shared.head + head + (needed.isEmpty ? [] : ["components:"])
    var sections = needed.map(\.section)
    while let section = sections.first {
      lines.append("  \(section):")
      lines += needed.filter { $0.section == section }.flatMap(\.lines)
      sections.removeAll { $0 == section }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func needed(of shared: DocumentParts) throws -> [Component] {
    let all = shared.components + components
    let byPath = try Dictionary(all.map { ($0.path, $0) }) { one, _ in
      throw DocumentDefect("\(one.path) is defined twice")
    }
    var found = Set(components.map(\.path))
    var waiting = (shared.head + head + components.flatMap(\.lines)).flatMap(Self.references)
    while let path = waiting.popLast() {
      guard let component = byPath[path] else {
        throw DocumentDefect("\(path) is referred to, and defined nowhere")
      }
      if found.insert(path).inserted { waiting += component.lines.flatMap(Self.references) }
    }
    return all.filter { found.contains($0.path) }
  }

  /// The components that a line names: by references, or as a security requirement does, which is
  /// an item with a list of scopes that is empty.
  private static func references(in line: Substring) -> [String] {
    let item = line.drop { $0 == " " }
    if item.hasPrefix("- "), item.hasSuffix(": []") {
      return ["securitySchemes/\(item.dropFirst(2).dropLast(4))"]
    }
    return line.split(separator: "#/components/", omittingEmptySubsequences: false).dropFirst()
      .map { String($0.prefix { $0 == "/" || $0.isReferenceCharacter }) }
  }
}

extension Character {
  fileprivate var isReferenceCharacter: Bool {
    isASCII && (isLetter || isNumber) || self == "." || self == "_" || self == "-"
  }
}

/// A document that cannot be put together: a mistake of ours, found at start and by tests.
public struct DocumentDefect: Error, CustomStringConvertible {
  public let description: String

  init(_ description: String) { self.description = description }
}
