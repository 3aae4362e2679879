import Contracts
import HTTPTypes
import Hummingbird
import Logging
import ServiceKit
import ServiceLifecycle

/// A party outside MCF that the sandbox stands in for, such as the cookies' contractor.
///
/// Another one is another type like it, listed where the sandbox is made.
protocol OutsideParty: Service {
  associatedtype How: Behaviour

  /// What its addresses begin with.
  static var path: String { get }
  var behaviour: How { get }
  func behave(_ behaviour: How)
  func addRoutes(to router: Router<RequestScope>)
}

extension OutsideParty {
  /// `…/behaviour` tells and changes how well it works.
  fileprivate func addBehaviour(to router: Router<RequestScope>) {
    router.get("\(Self.path)/behaviour") { _, _ in json(self.behaviour) }
    router.patch("\(Self.path)/behaviour") { request, _ in
      self.behave(try self.behaviour.changed(by: try await request.sentForm()))
      return json(self.behaviour)
    }
  }
}

extension Request {
  func sentForm() async throws -> Form { try Form(JSONValue(parsing: try await sentBody())) }

  func sentBody() async throws -> [UInt8] {
    Array(buffer: try await bytes(limit: BodyLimit.form))
  }

  /// - Throws: a 400 problem if there is none.
  func sentKey() throws -> ExactText {
    guard let name = HTTPField.Name("Idempotency-Key"), let key = headers[name] else {
      throw Problem(.badRequest, "idempotency-key-missing", title: "Idempotency-Key is required")
    }
    return ExactText(key)
  }
}

/// Parties outside MCF on this machine, over real HTTP, for trying MCF out and for tests: they do
/// what the real ones do, and as badly as one wishes.
struct SandboxServer: Service {
  let url: String
  private let parties: [any OutsideParty]
  private let application: Application<RouterResponder<RequestScope>>
  private let logger: Logger

  /// - Throws: unless the host is a loopback address: what it is sent is not kept from anybody.
  init(_ parties: [any OutsideParty], host: String, port: Int, logger: Logger) throws {
    guard Loopback.contains(host) else {
      throw Failure(.configuration, "the sandbox listens on loopback only")
    }
    let router = Router(context: RequestScope.self)
    router.add(middleware: OwnHostMiddleware("\(host):\(port)"))
    try AuthorisePage.pages().addFiles(to: router)
    for party in parties {
      party.addRoutes(to: router)
      party.addBehaviour(to: router)
    }
    self.parties = parties
    self.logger = logger
    url = "http://\(host):\(port)"
    application = Application(
      responder: router.buildResponder(),
      configuration: .init(address: .hostname(host, port: port)), logger: logger)
  }

  func run() async throws {
    try await ServiceGroup(services: parties + [application], logger: logger).run()
  }
}
