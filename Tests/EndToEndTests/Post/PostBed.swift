import AsyncHTTPClient
import Contracts
import FoundationEssentials
import Logging
import Mail
import NIOCore
import NIOHTTP1
import ServiceKit
import ServiceLifecycle
import Synchronization
import TestSupport
import Testing

@testable import mcf

/// A post office, our own client of SMTP and a browser, each with a socket.
struct PostBed: Sendable {
  let office: PostOffice
  let client: SMTPClient
  /// A client that waits for no answer for long.
  let impatient: SMTPClient
  /// Of the sandbox.
  let url: String

  func behave(_ change: (inout PostBehaviour) -> Void) {
    var behaviour = office.behaviour
    change(&behaviour)
    office.behave(behaviour)
  }

  // MARK: mails

  func outgoing(_ bytes: [UInt8], to recipient: String = "kitty@example.com") throws -> OutgoingMail
  {
    OutgoingMail(
      from: try #require(MailAddress("post@mcf.example")),
      to: try #require(MailAddress(recipient)), bytes: bytes)
  }

  func send(
    _ bytes: [UInt8], to recipient: String = "kitty@example.com", by client: SMTPClient? = nil
  ) async throws {
    let mail = try outgoing(bytes, to: recipient)
    try await (client ?? self.client).withConnection { _ = try await $0.send(mail) {} }
  }

  func send(_ text: String, to recipient: String = "kitty@example.com") async throws {
    try await send(Array(text.utf8), to: recipient)
  }

  /// Why it was not handed over.
  func failure(_ send: () async throws -> Void) async -> SMTPFailure? {
    do {
      try await send()
      return nil
    } catch {
      return error as? SMTPFailure
    }
  }

  // MARK: pages

  struct Answer: Sendable {
    let status: HTTPResponseStatus
    let headers: HTTPHeaders
    let body: String

    var policy: String { headers.first(name: "content-security-policy") ?? "" }

    /// Of the rows of an inbox, from above.
    var subjects: [String] {
      body.matches(of: #/<th scope="row"><a href="[^"]*">([^<]*)</a>/#).map { String($0.1) }
    }
  }

  /// - Parameter path: below `/post`.
  func browse(
    _ path: String, _ method: HTTPMethod = .GET, _ body: String? = nil, headers: HTTPHeaders = [:]
  ) async throws -> Answer {
    var request = HTTPClientRequest(url: url + PostOffice.path + path)
    request.method = method
    request.headers = headers
    if let body { request.body = .bytes(ByteBuffer(string: body)) }
    let answer = try await HTTPClient.shared.execute(request, timeout: .seconds(30))
    let bytes = try await answer.body.collect(upTo: 1 << 22)
    return Answer(status: answer.status, headers: answer.headers, body: String(buffer: bytes))
  }

  /// As programs read them.
  func mails(_ query: String = "") async throws -> [JSONValue] {
    let answer = try await browse("/mails" + query)
    return try JSONValue(parsing: Array(answer.body.utf8))["items"]?.array ?? []
  }

  /// Follows a stream of the sandbox's for as long as `body` runs.
  ///
  /// - Parameter body: is told what was heard so far.
  func follow(
    _ path: String, _ body: (_ heard: @Sendable () -> String) async throws -> Void
  ) async throws {
    let answer = try await HTTPClient.shared.execute(
      HTTPClientRequest(url: url + path), timeout: .seconds(30))
    let heard = Heard()
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        for try await bytes in answer.body { heard.add(String(buffer: bytes)) }
      }
      try await body { heard.text }
      group.cancelAll()
    }
  }
}

private final class Heard: Sendable {
  private let state = Mutex("")

  var text: String { state.withLock { $0 } }

  func add(_ text: String) { state.withLock { $0 += text } }
}

func withPost(
  _ behaviour: PostBehaviour = PostBehaviour(),
  _ body: @escaping @Sendable (PostBed) async throws -> Void
) async throws {
  let port = try Port.keep(preferring: 0)
  let office = try PostOffice(
    host: "127.0.0.1", port: port, behaviour: behaviour, logger: .silent)
  let sandbox = try SandboxServer(
    [office], host: "127.0.0.1", port: try Port.keep(preferring: 0), logger: .silent)
  let domain = try #require(MailDomain("mcf.example"))
  let server = try SMTPServer(url: "smtp://127.0.0.1:\(port)", tls: .none)
  var times = SMTPTimes()
  (times.data, times.dot) = (.seconds(1), .seconds(1))
  let bed = PostBed(
    office: office, client: try SMTPClient(server, domain: domain),
    impatient: try SMTPClient(server, domain: domain, times: times), url: sandbox.url)
  let group = ServiceGroup(services: [sandbox], logger: .silent)
  try await withThrowingTaskGroup(of: Void.self) { tasks in
    tasks.addTask { try await group.run() }
    try await eventually("both listen") {
      let knows = try? await bed.client.withConnection { _ in true }
      let shows = try? await bed.browse("/behaviour").status
      return knows == true && shows == .ok
    }
    try await body(bed)
    await group.triggerGracefulShutdown()
    try await tasks.waitForAll()
  }
}
