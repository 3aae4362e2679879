import Contracts
import FoundationEssentials
import Notifications
import Outbox
import Postgres
import Testing

@testable import ServiceKit
@testable import mcf

/// What somebody who adds a service, or to one, may forget to name.
@Suite("Nothing is forgotten")
struct ForgottenTests {
  @Test("each folder of a service is in the list of services")
  func services() throws {
    let listed = Set(ServiceEntry.allCases.map(\.target))
    #expect(listed == Set(try Sources.services))
  }

  @Test("each statement of a service is among those that are explained as its role")
  func statements() throws {
    let all = try Self.statements(below: "Services")
    #expect(!all.isEmpty)
    for target in try Sources.services {
      let declared = try Self.statements(below: "Services/\(target)")
      let listed = Self.listed { $0.target == target }
      #expect(declared.subtracting(listed) == [], "not in \(target)'s statements")
    }
  }

  @Test("each statement of the platform that services run is explained as somebody's role")
  func platformStatements() throws {
    let declared = try Self.statements(below: "Platform/ServiceKit")
      .union(Self.statements(below: "Platform/Outbox"))
      .union(Self.statements(below: "Platform/Billing"))
    let relays = Relay.statements.map { "\($0)" }
    // Without a plan, or for a connection.
    let others = ["FetchRetained", "TakeMemory"]
    #expect(declared.subtracting(Self.listed { _ in true }).subtracting(relays + others) == [])
  }

  @Test("each event has a publisher")
  func events() throws {
    let kinds = try Self.protocols(of: "EventPayload")
    let declared = try Self.declared(kinds, below: "Platform/Contracts")
    let published = ServiceEntry.allCases.flatMap { $0.type.publishes.map { "\($0)" } }
    #expect(!declared.isEmpty)
    #expect(declared.subtracting(published) == [], "nobody publishes")
  }

  @Test("each event is told by mail, keeps a register, or is one that nobody is written to about")
  func mails() {
    // What a package's handing over changes is seen by those who stand there; a payout that failed is
    // tried again (R-232).
    let others = ["PackageIssued", "WorkerInvoiceFailed"]
    let published = Set(ServiceEntry.allCases.flatMap { $0.type.publishes.map { "\($0)" } })
    let taken = NotificationsModule.consumes.map { "\($0)" }
    #expect(published.subtracting(taken) == Set(others), "no mail, and not among those without")
  }

  @Test("each service with pages has links that lead to them")
  func pages() throws {
    for target in try Sources.services
    where try Sources.paths(below: "Services/\(target)").contains(where: {
      $0.hasPrefix("Pages/") && $0.hasSuffix(".mustache")
    }) {
      let links = try ServiceEntry.allCases.filter { $0.target == target }
        .flatMap { try $0.type.pageLinks() }
      #expect(!links.isEmpty, "\(target) has pages and no pageLinks")
    }
  }

  @Test("each service with a REST interface says in a table who may do what")
  func access() throws {
    for entry in ServiceEntry.allCases {
      let matrix = try Regex("AccessMatrix\\(\\s*of: \(entry.type)\\.self")
      let tests = try Sources.files(below: "../Tests/\(entry.target)Tests")
      #expect(tests.contains { $0.text.contains(matrix) }, "no AccessMatrix of \(entry.type)")
    }
  }

  @Test("each field that a service reads of a body or query is in its OpenAPI document")
  func fields() throws {
    for target in try Sources.services {
      let files = try Sources.files(below: "Services/\(target)")
      let pages = files.filter { $0.file.contains("Pages/") }
      // Their forms are no part of the document, so nothing of the document may stand among them.
      #expect(pages.filter { $0.text.contains("\"/api/") }.map(\.file) == [])
      let read = files.filter { !$0.file.contains("Pages/") }.flatMap { _, text in
        text.matches(of: /\b(?:form|body|data|query)\.\w+\(\s*"([a-z_]+)"/).map { String($0.1) }
      }
      let known = try ServiceEntry.allCases.filter { $0.target == target }
        .map { SendableNames(of: try YAMLReader.read(OpenAPIDocument.text(of: $0.type))).names }
      #expect(
        known.reduce(Set(read)) { $0.subtracting($1) } == [], "not in \(target)'s openapi.yaml")
    }
  }

  /// That a mistake has a code, and one that is spelled out, the compiler sees to; that a text is in
  /// each language, `Texts`.
  @Test("each code of a mistake has a text for pages, and no text is left over")
  func mistakes() throws {
    let codes = try Sources.files().flatMap { _, text in
      text.matches(of: /\(\s*code: "([^"]*)"/).map { "mistake_\($0.1)" }
    }
    #expect(codes.contains("mistake_required") && codes.contains("mistake_no-such-order"))
    let texts = try Texts(SharedPages.texts).keys.filter { $0.hasPrefix("mistake_") }
    #expect(Set(codes).symmetricDifference(texts) == [])
  }

  @Test("each metric is declared with its meaning and listed, and none is made otherwise")
  func metrics() throws {
    let (declaration, making) = (
      /Metric<\w+>\(\s*"(\w+)"/, /\b(?:Counter|Gauge|Meter|Recorder|Timer)\(\s*label:/
    )
    let files = try Sources.files()
    let declared = files.flatMap { $0.text.matches(of: declaration).map { String($0.1) } }
    let listed = MetricList.all.map(\.name)
    #expect(!declared.isEmpty && Set(declared).count == declared.count)
    #expect(Set(declared).symmetricDifference(listed) == [], "in MetricList.all or a module's list")
    #expect(MetricList.all.allSatisfy { !$0.meaning.isEmpty && !$0.meaning.contains("\n") })
    #expect(files.filter { $0.text.contains(making) }.map(\.file) == [])
  }

  @Test("each setting that a service reads is among those that it describes")
  func settings() throws {
    for target in try Sources.services {
      let named = try Sources.files(below: "Services/\(target)").flatMap { _, text in
        text.matches(of: /"(MCF_[A-Z0-9_]+)"/).map { String($0.1) }
      }
      let described = ServiceEntry.allCases.filter { $0.target == target }
        .flatMap { $0.type.settings.map { $0.name } }
      #expect(Set(named).subtracting(described) == [], "not in \(target)'s settings")
    }
  }

  @Test("each register publishes its rows again for whoever starts late")
  func backfills() throws {
    for target in try Sources.services {
      let registers = try Sources.files(below: "Services/\(target)").flatMap { _, text in
        text.matches(of: /(?:extension|struct) (\w+): [^{]*\bRegisterRow\b/).map(\.1)
      }
      let backfills = ServiceEntry.allCases.filter { $0.target == target }
        .flatMap { $0.type.backfills }
      #expect(
        registers.count <= backfills.count,
        "\(target) has the registers \(registers), and \(backfills.count) in its backfills")
    }
  }

  private static func listed(_ isMeant: (ServiceEntry) -> Bool) -> Set<String> {
    let statements = ServiceEntry.allCases.filter(isMeant).flatMap { $0.type.allStatements }
    return Set(statements.map { String($0.name.prefix { $0 != "<" }) })
  }

  private static func statements(below folder: String) throws -> Set<String> {
    try declared(protocols(of: "Statement"), below: folder)
  }

  /// A protocol and those that refine it.
  private static func protocols(of kind: String) throws -> [String] {
    let protocols = try Sources.files(below: "").flatMap { _, text in
      text.matches(of: /protocol (\w+): (\w+)/).map { (name: String($0.1), base: String($0.2)) }
    }
    var kinds = [kind]
    while true {
      let more = protocols.filter { kinds.contains($0.base) && !kinds.contains($0.name) }
      guard !more.isEmpty else { return kinds }
      kinds += more.map(\.name)
    }
  }

  /// The types that are declared to be one of these.
  private static func declared(_ protocols: [String], below folder: String) throws -> Set<String> {
    let declaration = /(?:struct|enum) (\w+)(?:<[^>]*>)?: ([^{]*)\{/
    return try Sources.files(below: folder).reduce(into: []) { found, file in
      for match in file.text.matches(of: declaration) {
        let conformances = match.2.split { !$0.isLetter }.map(String.init)
        if !conformances.allSatisfy({ !protocols.contains($0) }) { found.insert(String(match.1)) }
      }
    }
  }
}

extension ServiceEntry {
  /// The module that its type is declared in.
  fileprivate var target: String {
    String(String(reflecting: type).prefix { $0 != "." })
  }
}
