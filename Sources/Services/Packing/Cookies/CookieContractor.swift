import Contracts
import FoundationEssentials
import HTTPTypes
import ServiceKit

/// The contractor who makes the cookies, over HTTP.
struct CookieContractor: Sendable {
  private let url: String
  private let callbackURL: String?
  private let time: Duration
  private let client = OutboundClient(peer: "cookie-contractor")

  private static let longestReference = 200

  /// - Returns: nil when none is configured.
  init?(_ configuration: CookieConfiguration) {
    guard let url = configuration.contractorURL else { return nil }
    self.url = url
    callbackURL = configuration.callbackURL
    time = .seconds(configuration.timeout)
  }

  /// Orders a cookie; ordering it again under the same id is safe.
  ///
  /// - Returns: the contractor's name for it, if it gives one.
  func order(_ order: CookieOrder) async throws(CookieFailure) -> String? {
    let answer: OutboundAnswer
    do throws(OutboundFailure) {
      answer = try await client.send(call(for: order))
    } catch {
      throw CookieFailure(error.description)
    }
    guard answer.isSuccess else {
      throw CookieFailure(
        "the contractor answered \(answer.status.code)", retryAfter: answer.retryAfter)
    }
    return Self.reference(answer.body)
  }

  /// the first name, and no more of the client than that.
  private func call(for order: CookieOrder) -> OutboundCall {
    let id = order.id.wire
    var writer = JSONWriter()
    writer.beginObject()
    writer.field("first_name", order.firstName)
    writer.field("reference", order.id)
    if let callbackURL {
      writer.field("callback_url", "\(callbackURL)/api/cookies/\(id)/arrived")
    }
    writer.endObject()
    return .post(writer.bytes, to: url, key: id, within: time)
  }

  /// It has taken the order; what else it says is welcome but not needed.
  private static func reference(_ body: Data) -> String? {
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
