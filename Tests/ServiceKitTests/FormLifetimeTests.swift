import Testing

@testable import ServiceKit

@Suite("A form's life")
struct FormLifetimeTests {
  private struct Remembered {
    weak var form: Form?
  }

  private func read(_ value: JSONValue) throws -> Remembered {
    let form = try Form(value)
    _ = form.objects("cats", 0...5).map { $0.int("age", 0...40) }
    try? form.finish()
    return Remembered(form: form)
  }

  @Test("A form that was read is let go, with mistakes and without")
  func letGo() throws {
    #expect(try read(["cats": [["age": 4]]]).form == nil)
    #expect(try read(["cats": [["age": 99, "colour": "red"]], "dogs": 1]).form == nil)
  }
}
