import AsyncHTTPClient
import Contracts
import FoundationEssentials
import NIOCore
import NIOHTTP1
import ServiceKit

/// The contractor who makes the cookies, over HTTP. It follows no redirects and reads little.
final class CookieContractor: Sendable {
  private let url: String
  private let callbackURL: String?
  private let timeout: TimeInterval
  private let client: HTTPClient

  private static let maxBytes = 64 * 1_024
  private static let longestReference = 200

  /// - Returns: nil when none is configured.
  init?(_ configuration: CookieConfiguration) {
    guard let url = configuration.contractorURL else { return nil }
    self.url = url
    callbackURL = configuration.callbackURL
    timeout = configuration.timeout
    var settings = HTTPClient.Configuration(redirectConfiguration: .disallow)
    settings.decompression = .disabled
    settings.connectionPool.retryConnectionEstablishment = false
    client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: settings)
  }

  func close() async throws { try await client.shutdown() }

  /// Orders a cookie; ordering it again under the same id is safe.
  ///
  /// - Returns: the contractor's name for it, if it gives one.
  func order(_ order: CookieOrder) async throws(CookieFailure) -> String? {
    let request = request(order)
    let outcome = await withTaskGroup { group in
      group.addTask { await self.send(request) }
      group.addTask {
        try? await Task.sleep(for: .seconds(self.timeout))
        return .failure(CookieFailure("no answer within \(self.timeout) s"))
      }
      defer { group.cancelAll() }
      return await group.next() ?? .failure(CookieFailure("no answer"))
    }
    return try outcome.get()
  }

  /// the first name, and no more of the client than that.
  private func request(_ order: CookieOrder) -> HTTPClientRequest {
    let id = order.id.wire
    var writer = JSONWriter()
    writer.beginObject()
    writer.field("first_name", order.firstName)
    writer.field("reference", order.id)
    if let callbackURL {
      writer.field("callback_url", "\(callbackURL)/api/cookies/\(id)/arrived")
    }
    writer.endObject()
    var request = HTTPClientRequest(url: url)
    request.method = .POST
    request.headers.add(name: "Content-Type", value: "application/json")
    request.headers.add(name: "Accept", value: "application/json")
    request.headers.add(name: "Idempotency-Key", value: id)
    request.carryTrace()
    request.body = .bytes(writer.bytes)
    return request
  }

  private func send(_ request: HTTPClientRequest) async -> Result<String?, CookieFailure> {
    do {
      let deadline = NIODeadline.now() + .nanoseconds(Int64(timeout * 1e9))
      let response = try await client.execute(request, deadline: deadline)
      guard (200..<300).contains(response.status.code) else {
        let pause = response.headers.first(name: "Retry-After").flatMap { TimeInterval($0) }
        return .failure(
          CookieFailure("the contractor answered \(response.status.code)", retryAfter: pause))
      }
      let body = try await response.body.collect(upTo: Self.maxBytes)
      return .success(Self.reference(Array(buffer: body)))
    } catch {
      return .failure(CookieFailure("\(type(of: error)): \(error)"))
    }
  }

  /// It has taken the order; what else it says is welcome but not needed.
  private static func reference(_ body: [UInt8]) -> String? {
    guard let text = (try? JSONValue(parsing: body))?["reference"]?.string,
      !text.isEmpty, text.unicodeScalars.count <= longestReference, !text.contains("\0")
    else { return nil }
    return text
  }
}

/// Why a cookie could not be ordered this time.
struct CookieFailure: Error {
  let cause: String
  /// When the contractor wants to be asked again, in seconds.
  let retryAfter: TimeInterval?

  init(_ cause: String, retryAfter: TimeInterval? = nil) {
    self.cause = cause
    self.retryAfter = retryAfter
  }
}

/// How long to wait after a failed try: longer each time, never in step with others.
enum CookieBackoff {
  static let first: TimeInterval = 1
  static let longest: TimeInterval = 600

  /// - Parameters:
  ///   - tries: how many have failed, at least 1.
  ///   - chance: 0 to 1.
  static func pause(
    after tries: Int, retryAfter: TimeInterval? = nil, chance: Double
  ) -> TimeInterval {
    // From the tenth on it is the longest anyway.
    let doublings = min(max(tries - 1, 0), 10)
    let pause = min(first * Double(1 << doublings), longest)
    let wanted = min(max(retryAfter ?? 0, 0), longest)
    return max(pause * (0.5 + chance / 2), wanted)
  }
}
