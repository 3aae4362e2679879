import AsyncHTTPClient
import Contracts
import FoundationEssentials
import HTTPTypes
import NIOCore
import NIOHTTP1
import Postgres

/// Calls somebody outside over HTTP, with a deadline and in the present trace. It follows no
/// redirects, reads no more than it is told to, and is refused inside a database transaction.
public final class OutboundClient: Sendable {
  private let restriction: Restriction?
  private let metrics: OutboundMetrics

  /// Which hosts may be asked, and the connections to where they were found.
  private struct Restriction: Sendable {
    let hosts: OutboundHosts
    let clients = PinnedClients()
  }

  /// For all that an operator has configured. It lasts as long as the process.
  private static let open = HTTPClient(eventLoopGroupProvider: .singleton, configuration: .outbound)

  /// - Parameters:
  ///   - peer: who is called, as metrics name them.
  ///   - hosts: nil where the addresses are those that an operator has configured. Addresses that
  ///     anybody else wrote need rules.
  public init(peer: String, hosts: OutboundHosts? = nil) {
    restriction = hosts.map(Restriction.init)
    metrics = OutboundMetrics(peer: peer)
  }

  /// Ends the connections to hosts that were looked up by the rules; then none of those is called
  /// any more.
  public func close() async throws { try await restriction?.clients.close() }

  /// - Returns: the answer, also one that says no.
  public func send(_ call: OutboundCall) async throws(OutboundFailure) -> OutboundAnswer {
    let start = ContinuousClock.now
    let outcome = await outcome(of: call)
    metrics.note(outcome, since: start)
    return try outcome.get()
  }

  /// The HTTP client's own deadline ends with the head of an answer; this one covers its body too.
  private func outcome(of call: OutboundCall) async -> Result<OutboundAnswer, OutboundFailure> {
    if Transaction.isOpen { return .failure(.insideTransaction) }
    return await withTaskGroup { group in
      group.addTask { await self.answer(to: call) }
      group.addTask {
        guard (try? await Task.sleep(for: call.time)) != nil else {
          return .failure(.brokenOff("we were told to stop"))
        }
        return .failure(.tooSlow(call.time))
      }
      defer { group.cancelAll() }
      return await group.next() ?? .failure(.tooSlow(call.time))
    }
  }

  private func answer(to call: OutboundCall) async -> Result<OutboundAnswer, OutboundFailure> {
    do {
      let deadline = NIODeadline.now() + .nanoseconds(call.time.nanoseconds)
      return .success(try await ask(call, before: deadline))
    } catch {
      return .failure(OutboundFailure(error, of: call))
    }
  }

  /// Where there are rules, it connects to one of the host's addresses, the next one where there is
  /// no connection to be had.
  private func ask(
    _ call: OutboundCall, before deadline: NIODeadline
  ) async throws -> OutboundAnswer {
    guard let restriction else { return try await Self.open.answer(to: call, before: deadline) }
    // As the HTTP client itself reads the address.
    let host = ExactText(URL(string: call.url)?.host ?? "")
    let addresses = try await restriction.hosts.addresses(of: host)
    func ask(at address: ExactText) async throws -> OutboundAnswer {
      try await restriction.clients.withClient(for: host, at: address) {
        try await $0.answer(to: call, before: deadline)
      }
    }
    for address in addresses.dropLast() {
      do {
        return try await ask(at: address)
      } catch  where OutboundFailure.isOfConnecting(error) {
        continue
      }
    }
    return try await ask(at: addresses[addresses.count - 1])
  }
}

extension HTTPClient {
  /// The whole answer, whose body is no longer than the call allows.
  fileprivate func answer(
    to call: OutboundCall, before deadline: NIODeadline
  ) async throws -> OutboundAnswer {
    let response = try await execute(HTTPClientRequest(call), deadline: deadline)
    let body = try await response.body.collect(upTo: call.mostBytes)
    return OutboundAnswer(
      status: .init(code: Int(response.status.code)), body: Data(body.readableBytesView),
      retryAfter: response.headers.first(name: "Retry-After").flatMap {
        RetryAfter.seconds($0, at: Clock.system.now())
      })
  }
}

extension HTTPClientRequest {
  /// With the present trace (W3C Trace Context, level 1: `traceparent`).
  fileprivate init(_ call: OutboundCall) {
    self.init(url: call.url)
    method = HTTPMethod(rawValue: call.method.rawValue)
    for field in call.headers { headers.add(name: field.name.rawName, value: field.value) }
    headers.add(
      name: HTTPField.Name.traceparent.rawName, value: TraceContext.outgoing.traceparent)
    if !call.body.isEmpty { body = .bytes(call.body) }
  }
}

extension HTTPClient.Configuration {
  /// It follows no redirects: only what was checked is ever asked.
  static var outbound: Self {
    var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
    configuration.decompression = .disabled
    configuration.connectionPool.retryConnectionEstablishment = false
    return configuration
  }
}
