import Contracts
import FoundationEssentials
import HTTPTypes
import ServiceKit

/// The contractor who makes the cookies, over HTTP.
struct CookieContractor: Sendable {
  private let url: String
  private let publicURL: String?
  private let time: Duration
  private let client = OutboundClient(peer: "cookie-contractor")

  private static let longestReference = 200

  /// - Returns: nil when none is configured.
  init?(_ configuration: CookieConfiguration) {
    guard let url = configuration.contractorURL else { return nil }
    self.url = url
    publicURL = configuration.publicURL
    time = .seconds(configuration.timeout)
  }

  /// Orders a cookie; ordering it again under the same id is safe.
  ///
  /// - Returns: the contractor's name for it, if it gives one.
  func order(_ order: CookieOrder) async -> ErrandOutcome<String?> {
    let answer: OutboundAnswer
    do throws(OutboundFailure) {
      answer = try await client.send(call(for: order))
    } catch {
      return .unanswered(error)
    }
    if answer.isSuccess { return .done(Self.reference(answer.body)) }
    let failure = ErrandFailure(
      "the contractor answered \(answer.status.code)", retryAfter: answer.retryAfter)
    // One that says no has not taken it; one that has broken down may have.
    return answer.status.kind == .clientError ? .failed(failure) : .unknown(failure)
  }

  /// the first name, and no more of the client than that.
  private func call(for order: CookieOrder) -> OutboundCall {
    let id = order.id.wire
    var writer = JSONWriter()
    writer.beginObject()
    writer.field("first_name", order.firstName)
    writer.field("reference", order.id)
    if let publicURL {
      writer.field("callback_url", Address.cookieArrival(id).url(on: publicURL))
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
