import AsyncHTTPClient
import Contracts
import Synchronization

/// HTTP clients that each connect to one address for one host, whatever its name leads to by then.
final class PinnedClients: Sendable {
  /// Beyond, the oldest is given up: people may try many hosts.
  private static let most = 64

  private struct Pin {
    let host: ExactText
    let address: ExactText
    let client: HTTPClient
  }

  private struct State {
    var pins: [Pin] = []
    var isClosed = false
  }

  private let state = Mutex(State())

  /// - Throws: when it is closed.
  func client(
    for host: ExactText, at address: ExactText
  ) throws(OutboundFailure) -> HTTPClient {
    let (client, outdated) = state.withLock { state -> (HTTPClient?, Pin?) in
      if state.isClosed { return (nil, nil) }
      if let pin = state.pins.first(where: { $0.host == host && $0.address == address }) {
        return (pin.client, nil)
      }
      let pin = Pin(host: host, address: address, client: Self.client(host, address))
      state.pins.append(pin)
      return (pin.client, state.pins.count > Self.most ? state.pins.removeFirst() : nil)
    }
    if let outdated { Task { try? await outdated.client.shutdown() } }
    guard let client else { throw .unreachable("the service is stopping") }
    return client
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
