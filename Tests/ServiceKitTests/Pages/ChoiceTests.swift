import Contracts
import Testing

@testable import ServiceKit

@Suite("Components of one thing")
struct ChoiceTests {
  private static func field(_ value: String) -> FieldView {
    FieldView(PageForm.Field("example"), .example, value: value, mistake: nil)
  }

  private static let choices = [Choice("a", "First"), Choice("B", "Second", about: "More.")]

  @Test(
    "what a field holds is chosen, else what is preset, byte by byte",
    arguments: [
      ("a", nil, ["a"]), ("B", "a", ["B"]), ("b", "a", ["a"]), ("", nil, []), ("x", "y", []),
    ] as [(String, String?, [String])])
  func choosing(held: String, preset: String?, chosen: [String]) {
    let field = Self.field(held).choosing(from: Self.choices, preset: preset)
    #expect(field.options.filter(\.isChosen).map(\.value) == chosen)
    // A link to the field leads to its first control.
    #expect(field.options.map(\.id) == ["field-example", "field-example-2"])
  }

  @Test("a step's shape says where it stands, and one that was not reached has no time")
  func steps() {
    let steps = Steps([.init(.done, "Accepted", at: "10:02"), .init(.waiting, "Done")]).steps
    #expect(steps.map(\.shape) == ["●", "○"] && steps.map(\.time) == ["10:02", nil])
  }

  @Test("a bar is never longer than its whole, and somebody without a photo has an initial")
  func bounds() {
    #expect([-5, 62, 900].map { Bar("x", percent: $0).part } == ["0", "62", "100"])
    #expect(PersonView("мурка").initial == "М" && PersonView("").initial == "?")
    #expect(PhotoFigure("/x", "X", digest: String(repeating: "0f", count: 32)).start.count == 12)
  }
}
