import Testing

@testable import ServiceKit

@Suite("Searching for parts of texts")
struct LikePatternTests {
  @Test(
    "Nothing in the text is a wildcard",
    arguments: [
      ("cat", "%cat%"), ("100%", "%100\\%%"), ("a_b", "%a\\_b%"), ("\\", "%\\\\%"),
      ("\\%", "%\\\\\\%%"), ("🐈", "%🐈%"), ("", "%%"),
    ])
  func escapes(text: String, pattern: String) {
    #expect(LikePattern(text).containing == pattern)
  }
}
