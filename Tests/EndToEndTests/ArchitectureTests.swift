import FoundationEssentials
import Testing

/// Invariants that the sources themselves must keep.
@Suite struct ArchitectureTests {
  @Test("no service imports another service", arguments: try Sources.services)
  func servicesKnowThePlatformOnly(service: String) throws {
    let forbidden = Set(try Sources.services).subtracting([service]).union(["mcf", "LocalPostgres"])
    for (file, imports) in try Self.imports(below: "Services/\(service)") {
      #expect(imports.isDisjoint(with: forbidden), "\(file)")
    }
  }

  @Test("no platform module imports a service")
  func thePlatformKnowsNoService() throws {
    for (file, imports) in try Self.imports(below: "Platform") {
      #expect(imports.isDisjoint(with: try Sources.services), "\(file)")
    }
  }

  @Test("only the Postgres module imports libpq")
  func libpqStaysInside() throws {
    let importers = try Self.imports(below: "").filter { $0.imports.contains("CLibPQ") }
    #expect(!importers.isEmpty)
    #expect(importers.map(\.file).filter { !$0.hasPrefix("Platform/Postgres/") } == [])
  }

  @Test("only the platform calls out, and the parties outside that the sandbox stands in for")
  func callsOutGoThroughThePlatform() throws {
    let importers = try Self.imports(below: "").filter { $0.imports.contains("AsyncHTTPClient") }
    #expect(!importers.isEmpty)
    let places = ["Platform/ServiceKit/Outbound/", "mcf/Sandbox/"]
    #expect(
      importers.map(\.file).filter { file in !places.contains { file.hasPrefix($0) } } == [])
  }

  @Test("rules get the instant as a parameter: no statement of a service asks the database")
  func noRuleReadsTheDatabasesClock() throws {
    for (file, text) in try Sources.files(below: "Services") {
      for reading in [" now()", "(now()", "current_timestamp", "clock_timestamp"] {
        #expect(!text.contains(reading), "\(file)")
      }
    }
  }

  @Test("handlers of routes lie in files that say so, and their names in what they do to what")
  func handlersAreFound() throws {
    let handler = /@Sendable\s+(?:private )?func (\w+)\(\s*_ (?:request: Request|visit: Visit)\b/
    let files = try Sources.files(below: "Services").map { file, text in
      (file: file, handlers: text.matches(of: handler).map { String($0.1) })
    }
    #expect(files.flatMap(\.handlers).count > 40)
    for (file, handlers) in files where !handlers.isEmpty {
      #expect(file.hasSuffix("Route.swift") || file.hasSuffix("Routes.swift"), "\(file)")
      // A verb alone would be of anything.
      #expect(handlers.filter { !$0.contains(where: \.isUppercase) } == [], "\(file)")
    }
  }

  private static func imports(
    below folder: String
  ) throws -> [(file: String, imports: Set<String>)] {
    let files = try Sources.files(below: folder)
    #expect(!files.isEmpty)
    return files.map { file, text in
      let lines = text.split(separator: "\n").filter { $0.contains("import ") }
      let modules = lines.compactMap { $0.split(separator: " ").last.map(String.init) }
      return (file, Set(modules))
    }
  }
}

/// The program's sources.
enum Sources {
  private static let folder = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Sources").path

  /// The folders of the services, which are their targets.
  static var services: [String] {
    get throws {
      try FileManager.default.contentsOfDirectory(atPath: folder + "/Services")
        .filter { !$0.contains(".") }.sorted()
    }
  }

  /// Of whatever lies there.
  static func paths(below part: String) throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: folder + "/" + part)
  }

  /// Files by their path below `Sources`, with their text.
  static func files(
    below part: String = "", endingIn ending: String = ".swift"
  ) throws -> [(file: String, text: String)] {
    try paths(below: part).filter { $0.hasSuffix(ending) }.map { path in
      let file = part.isEmpty ? path : part + "/" + path
      return (file, try String(contentsOfFile: folder + "/" + file, encoding: .utf8))
    }
  }
}
