import Contracts
import FoundationEssentials
import HTTPTypes
import ServiceKit

/// The site as those of the demo data call it from outside, each with an own token.
struct DemoSite {
  let url: String
  let issuer: LocalIssuer
  let clock: Clock
  /// How long to rest after an answer that says that too much is going on.
  var rest = Duration.seconds(1)
  private let client = OutboundClient(peer: "site")

  init(url: String, issuer: LocalIssuer, clock: Clock) {
    self.url = url
    self.issuer = issuer
    self.clock = clock
  }

  /// - Throws: `Failure` for an answer with another status.
  @discardableResult
  func send(
    _ call: OutboundCall, as role: Role, subject: ExactText = "demo",
    accepting statuses: Set<HTTPResponse.Status> = [.ok]
  ) async throws -> OutboundAnswer {
    var call = call
    let caller = Caller(subject: subject.text, roles: [role])
    call.headers[.authorization] = "Bearer \(try issuer.token(for: caller, at: clock.now()))"
    return try await send(call, accepting: statuses)
  }

  /// As nobody in particular. What nobody had time for, as a first start has on a busy machine, is
  /// sent again.
  ///
  /// - Throws: `Failure` for an answer with another status.
  @discardableResult
  func send(
    _ call: OutboundCall, accepting statuses: Set<HTTPResponse.Status>
  ) async throws -> OutboundAnswer {
    var call = call
    call.mostBytes = 1 << 20
    var answer = try await client.send(call)
    let giveUp = ContinuousClock.now + Self.patience
    while answer.status == .serviceUnavailable, ContinuousClock.now < giveUp {
      try await Task.sleep(for: rest)
      answer = try await client.send(call)
    }
    guard statuses.contains(answer.status) else {
      let text = String(decoding: answer.body, as: UTF8.self)
      throw Failure(
        .software, "demo data: \(call.method) \(call.url): \(answer.status.code) \(text)")
    }
    return answer
  }
}

extension DemoSite {
  /// How long news of somebody may take to come where they are waited for.
  private static let patience = Duration.seconds(60)

  /// Looks again and again, until something is there.
  ///
  /// - Throws: `Failure`, with the name, when it has not come for long.
  func wait<Found>(for name: String, _ look: () async throws -> Found?) async throws -> Found {
    let giveUp = ContinuousClock.now + Self.patience
    while true {
      if let found = try await look() { return found }
      guard ContinuousClock.now < giveUp else {
        throw Failure(.software, "demo data: \(name) has not come")
      }
      try await Task.sleep(for: .milliseconds(50))
    }
  }
}

extension Collection where Element: Sendable {
  /// Does something for each of them, for so many at once.
  func forEach(
    atOnce most: Int, _ act: @escaping @Sendable (Element) async throws -> Void
  ) async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      for (number, element) in enumerated() {
        if number >= most { try await group.next() }
        group.addTask { try await act(element) }
      }
      try await group.waitForAll()
    }
  }
}
