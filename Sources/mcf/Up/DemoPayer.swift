import Contracts
import FoundationEssentials
import HTTPTypes
import ServiceKit

/// A demo client who adds a way to pay, and authorises it on the provider's own page.
///
/// The stand-ins for providers forget their sessions when `mcf up` stops, and take any token: what was
/// authorised is good for the next start, and what was left half done is begun anew.
struct DemoPayer {
  let subject: ExactText
  /// As the site names the provider.
  let adapter: String
  let site: DemoSite

  private var methods: String { site.url + "/api/client-billing/payment-methods" }

  /// Does nothing if there is a way to pay already.
  ///
  /// - Throws: `Failure` if none comes of it.
  func agree() async throws {
    if try await isAgreed() { return }
    try await authorise(try await page())
    guard try await isAgreed() else {
      throw Failure(.software, "demo data: \(subject) authorised a way to pay, and has none")
    }
  }

  private func isAgreed() async throws -> Bool {
    let answer = try await site.wait(for: "\(subject), to billing,") {
      let answer = try await site.send(
        OutboundCall(.get, methods, within: .seconds(60)), as: .client, subject: subject,
        accepting: [.ok, .forbidden])
      // Billing may not have heard of the client yet.
      return answer.status == .ok ? answer : nil
    }
    let known = try JSONValue(parsing: answer.body)["items"]?.array ?? []
    return known.contains { $0["state"]?.string == "active" }
  }

  /// Where to authorise it.
  private func page() async throws -> String {
    let wish: JSONValue = ["adapter": .string(adapter)]
    let answer = try await site.send(
      .post(Array(wish.text.utf8), to: methods, key: UUID().wire, within: .seconds(60)),
      as: .client, subject: subject, accepting: [.created])
    guard let page = try JSONValue(parsing: answer.body)["authorise_url"]?.string else {
      throw Failure(.software, "demo data: \(adapter) has no page to authorise anything on")
    }
    return page
  }

  /// Sends the page's form, which names the session as the address does.
  private func authorise(_ page: String) async throws {
    let parts = page.split(separator: "?", maxSplits: 1)
    let form = parts.dropFirst().joined() + "&decision=authorise"
    try await site.send(
      .post(
        Array(form.utf8), as: "application/x-www-form-urlencoded", to: page, within: .seconds(60)),
      accepting: [.seeOther])
  }
}
