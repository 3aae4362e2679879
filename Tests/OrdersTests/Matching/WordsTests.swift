import FoundationEssentials
import Testing

@Suite struct WordsTests {
  @Test("R-060: nothing outside matching speaks of samples")
  func samples() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    var read = 0
    for folder in ["Sources/Services", "sql"] {
      let base = root.appending(path: folder).path
      for file in try FileManager.default.subpathsOfDirectory(atPath: base) {
        guard file.hasSuffix(".swift") || file.hasSuffix(".sql"), !file.contains("/Matching/")
        else { continue }
        let bytes = FileManager.default.contents(atPath: "\(base)/\(file)") ?? Data()
        let text = String(decoding: bytes, as: UTF8.self).lowercased()
        let words = text.contains("reference sample") || text.contains("normal sample")
        #expect(
          !words && !text.contains("referencesample") && !text.contains("normalsample"), "\(file)")
        read += 1
      }
    }
    #expect(read > 50)
  }
}
