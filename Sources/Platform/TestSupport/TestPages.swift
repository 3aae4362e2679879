import Contracts
import FoundationEssentials
import HTTPTypes
public import ServiceKit

extension TestBrowser {
  /// A page's form is sent, as by a press of its button.
  ///
  /// - Parameter key: of the form as it was shown; nil: it is shown anew.
  public func press(
    _ path: String, _ fields: [(String, String)] = [], key: String? = nil
  ) async throws -> TestAnswer {
    try await submit(path, fields + [("form_key", key ?? UUID().wire)])
  }
}

extension TestAPI {
  /// Where pages are opened, or not, by others than a table says, a sentence each.
  ///
  /// - Parameters:
  ///   - callers: a column each; nil: nobody.
  ///   - table: pages with their statuses.
  public func pageDifferences(
    _ callers: [Caller?], _ table: KeyValuePairs<String, [Int]>
  ) async throws -> [String] {
    guard table.allSatisfy({ $0.value.count == callers.count }) else {
      return ["each row has a status a caller"]
    }
    var differences: [String] = []
    for (path, statuses) in table {
      for (caller, expected) in zip(callers, statuses) {
        let status = try await browser(as: caller).get(path).status
        guard status != expected else { continue }
        let name = caller.map { "\($0)" } ?? "nobody"
        differences.append("\(path) as \(name): \(status), not \(expected)")
      }
    }
    return differences
  }
}

extension TestAnswer {
  /// Which of some texts a page lacks.
  public func missing(_ parts: [String]) -> [String] { parts.filter { !text.contains($0) } }

  /// Where a page's links and buttons lead that are for an act, which ends their addresses.
  public func links(_ act: String) -> [String] {
    text.matches(of: #/href="([^"]+)"/#).map { String($0.1) }.filter { $0.hasSuffix("/\(act)") }
  }
}

extension Texts {
  /// Which of some texts are missing in some language.
  public func wordless(_ keys: [String]) -> [String] {
    keys.filter { key in Language.allCases.contains { self[$0].text(key) == key } }
  }
}
