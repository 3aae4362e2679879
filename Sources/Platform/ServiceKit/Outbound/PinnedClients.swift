import AsyncHTTPClient
import Contracts
import Synchronization

/// HTTP clients that each connect to one address for one host, whatever its name leads to by then.
final class PinnedClients: Sendable {
  /// Beyond, the oldest that nobody uses is given up: people may try many hosts.
  private static let most = 64

  private struct Pin {
    let host: ExactText
    let address: ExactText
    let client: HTTPClient
    /// How many calls are under way.
    var uses = 0
  }

  private struct State {
    var pins: [Pin] = []
    var isClosed = false
  }

  private let state = Mutex(State())

  /// Lends the client to `body`: until that is done its connections are there, however many hosts
  /// others try.
  ///
  /// - Throws: what `body` throws; ``OutboundFailure`` when it is closed.
  func withClient<Value>(
    for host: ExactText, at address: ExactText,
    _ body: (HTTPClient) async throws -> Value
  ) async throws -> Value {
    let client = try lend(host, address)
    defer { takeBack(client) }
    return try await body(client)
  }

  private func lend(
    _ host: ExactText, _ address: ExactText
  ) throws(OutboundFailure) -> HTTPClient {
    let client = state.withLock { state -> HTTPClient? in
      if state.isClosed { return nil }
      let known = state.pins.firstIndex { $0.host == host && $0.address == address }
      let index = known ?? state.pins.endIndex
      if known == nil {
        state.pins.append(Pin(host: host, address: address, client: Self.client(host, address)))
      }
      state.pins[index].uses += 1
      return state.pins[index].client
    }
    guard let client else { throw .unreachable("the service is stopping") }
    return client
  }

  private func takeBack(_ client: HTTPClient) {
    let outdated = state.withLock { state -> HTTPClient? in
      if let index = state.pins.firstIndex(where: { $0.client === client }) {
        state.pins[index].uses -= 1
      }
      guard state.pins.count > Self.most else { return nil }
      return state.pins.firstIndex { $0.uses == 0 }.map { state.pins.remove(at: $0).client }
    }
    if let outdated { Task { try? await outdated.shutdown() } }
  }

  func close() async throws {
    let pins = state.withLock { state in
      defer { state.pins = [] }
      state.isClosed = true
      return state.pins
    }
    for pin in pins { try await pin.client.shutdown() }
  }

  private static func client(_ host: ExactText, _ address: ExactText) -> HTTPClient {
    var configuration = HTTPClient.Configuration.outbound
    configuration.dnsOverride = [host.text: address.text]
    return HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
  }
}
