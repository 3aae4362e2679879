public import Contracts
import FoundationEssentials
import HTTPTypes
public import ServiceKit

/// Asks a provider over HTTP, with JSON both ways, and keeps to what holds for every provider: a 2xx
/// that can be read is an answer. All else (a refusal of the caller, a redirect, silence, a body that
/// is broken or longer than 64 KiB) says nothing about the payment.
public struct ProviderClient: Sendable {
  private let url: String
  private let token: String
  private let time: Duration
  private let client: OutboundClient

  /// - Parameters:
  ///   - peer: as metrics name the provider.
  ///   - url: what each path comes after.
  ///   - token: by which the provider knows us; it is in no failure and no log.
  ///   - time: for a whole answer.
  public init(peer: String, url: String, token: String, within time: Duration) {
    self.url = url.hasSuffix("/") ? String(url.dropLast()) : url
    self.token = token
    self.time = time
    client = OutboundClient(peer: peer)
  }

  /// Orders something under a key.
  public func post<Told: Decodable & Sendable>(
    _ body: some JSONWritable, to path: String, key: ExactText
  ) async -> Answered<Told> {
    var writer = JSONWriter()
    body.write(to: &writer)
    return await ask(.post(writer.bytes, to: url + path, key: key.text, within: time))
  }

  /// Reads something.
  ///
  /// - Parameter query: fields without a value are left out.
  public func get<Told: Decodable & Sendable>(
    _ path: String, _ query: [(String, ExactText?)]
  ) async -> Answered<Told> {
    let fields = query.compactMap { name, value in value.map { (name, $0.text) } }
    return await ask(OutboundCall(.get, url + path + queryString(fields), within: time))
  }

  private func ask<Told: Decodable & Sendable>(_ call: OutboundCall) async -> Answered<Told> {
    var call = call
    call.headers[.authorization] = "Bearer \(token)"
    let answer: OutboundAnswer
    do throws(OutboundFailure) {
      answer = try await client.send(call)
    } catch {
      return .unknown(ErrandFailure(error.description))
    }
    guard answer.isSuccess else {
      return .unknown(
        ErrandFailure("answered \(answer.status.code)", retryAfter: answer.retryAfter))
    }
    guard let told = try? WireCoding.decode(Told.self, from: answer.body) else {
      return .unknown(ErrandFailure("its answer is not what is documented"))
    }
    return .answer(told)
  }
}

extension ExactText {
  /// Whether it is what providers name things by: 1 to 255 visible characters of ASCII. All else is
  /// taken for a broken answer, before it comes into a table or a log.
  public var isProviderName: Bool {
    (1...255).contains(text.utf8.count) && text.utf8.allSatisfy { (0x21...0x7E).contains($0) }
  }
}
