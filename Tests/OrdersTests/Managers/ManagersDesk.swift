import Contracts
import FoundationEssentials
import ServiceKit
import TestSupport
import Testing

@testable import Orders

/// A manager at the pages of orders.
struct ManagersDesk: Sendable {
  let bed: Testbed
  let browser: TestBrowser

  init(_ bed: Testbed, as who: Who = .manager, language: String = "en") {
    self.bed = bed
    browser = bed.api.browser(as: who.caller, language: language)
  }

  /// A page that is there.
  func page(_ path: String) async throws -> String {
    let answer = try await browser.get(path)
    #expect(answer.status == 200, "\(path): \(answer.text)")
    return answer.text
  }

  /// Sends a form of a page, with a key of its own.
  func send(
    _ path: String, _ fields: [(String, String)] = [], key: String = UUID().uuidString
  ) async throws -> TestAnswer {
    try await browser.submit(path, [("form_key", key)] + fields)
  }

  /// Sends the form of an act's page with what that page holds, and a note.
  func act(
    _ act: String, on order: PlacedOrder, note: String? = nil, key: String = UUID().uuidString
  ) async throws -> TestAnswer {
    let path = order.desk + "/" + act
    let hidden = try await page(path).hiddenFields
    return try await send(path, hidden + (note.map { [("note", $0)] } ?? []), key: key)
  }
}

extension PlacedOrder {
  var desk: String { Address.managersOrder(id).path }
}

extension String {
  /// What a page's form carries, but for its token and key.
  var hiddenFields: [(String, String)] {
    matches(of: #/<input type="hidden" name="([^"]+)" value="([^"]*)">/#)
      .map { (String($0.1), String($0.2)) }
      .filter { !["form_token", "form_key"].contains($0.0) }
  }
}
