import Contracts
import Testing

@testable import Clients
@testable import ServiceKit

@Suite("What HCB's ids may be made of")
struct ExternalIDTests {
  /// The pattern of the document, which cannot speak of scalars beyond the first plane.
  private static func pattern() throws -> Regex<AnyRegexOutput> {
    let document = try YAMLReader.read(ClientsModule.openAPI)
    let schema = document["components"]?["schemas"]?["ExternalId"]
    return try Regex(#require(schema?["pattern"]?.string)).matchingSemantics(.unicodeScalar)
  }

  @Test("the document refuses whatever the rule refuses within an id, and nothing else")
  func sameAsTheRule() throws {
    let pattern = try Self.pattern()
    let refused = (UInt32(0)...0xFFFF).filter { Self.isRefused($0) }
    let neighbours = refused.flatMap { [$0 == 0 ? 0 : $0 - 1, $0, $0 + 1] }
    #expect(refused.contains(0x200B) && refused.contains(0x3164))
    let differing = try Set(neighbours + [0x20, 0x61, 0xE9, 0x416]).sorted().filter { value in
      guard let text = Self.text(around: value) else { return false }
      return try (pattern.wholeMatch(in: text) == nil) != Self.isRefused(value)
    }
    #expect(differing.map { String($0, radix: 16) } == [])
  }

  private static func text(around value: UInt32) -> String? {
    Unicode.Scalar(value).map { "a\(Character($0))b" }
  }

  private static func isRefused(_ value: UInt32) -> Bool {
    guard let text = text(around: value) else { return false }
    if case .value = TextRule.exactText(text, ClientEntry.externalIDLength) { return false }
    return true
  }
}
