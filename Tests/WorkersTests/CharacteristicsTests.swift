import Testing

@testable import Workers

@Suite("R-115: the characteristics code")
struct CharacteristicsTests {
  private func code(all points: Int16) -> String? {
    Characteristics(points: Array(repeating: points, count: 20))?.code
  }

  @Test(
    "R-115: a letter is five points: A to 5, B to 10, T to 100",
    arguments: [
      (0, "A"), (1, "A"), (5, "A"), (6, "B"), (10, "B"), (30, "F"), (31, "G"), (70, "N"),
      (71, "O"), (95, "S"), (96, "T"), (100, "T"),
    ] as [(Int16, Character)])
  func letters(points: Int16, letter: Character) {
    #expect(code(all: points) == String(repeating: letter, count: 20))
  }

  @Test("R-115: every letter stands for five points, A for 0 too")
  func even() throws {
    var counts: [String: Int] = [:]
    for points in 0...100 { counts[try #require(code(all: Int16(points))), default: 0] += 1 }
    #expect(counts.count == 20)
    #expect(counts[String(repeating: "A", count: 20)] == 6)
    #expect(counts.values.sorted() == Array(repeating: 5, count: 19) + [6])
  }

  @Test("R-115: a code read is the code written")
  func roundTrip() throws {
    for _ in 0..<2_000 {
      let letters = (0..<20).map { _ in Character(UnicodeScalar(UInt8.random(in: 65...84))) }
      let read = try #require(Characteristics(code: String(letters)))
      #expect(read.code == String(letters))
      #expect(read.points.allSatisfy { $0 % 5 == 0 && 5...100 ~= $0 })
    }
    let alphabet = try #require(Characteristics(code: "ABCDEFGHIJKLMNOPQRST"))
    #expect(alphabet.points == (1...20).map { $0 * 5 })
  }

  @Test("R-115: writing and reading never lowers a value and raises it by four at most")
  func rounding() throws {
    for _ in 0..<2_000 {
      let points = (0..<20).map { _ in Int16.random(in: 1...100) }
      let code = try #require(Characteristics(points: points)).code
      let read = try #require(Characteristics(code: code)).points
      #expect(zip(points, read).allSatisfy { 0...4 ~= $1 - $0 })
    }
  }

  @Test(
    "R-115: nothing but twenty letters A to T is a code",
    arguments: [
      "", "ABCDEFGHIJKLMNOPQRS", "ABCDEFGHIJKLMNOPQRSTA", "ABCDEFGHIJKLMNOPQRSU",
      "abcdefghijklmnopqrst", "ABCDEFGHIJ LMNOPQRST", "АBCDEFGHIJKLMNOPQRST",
    ])
  func malformed(code: String) {
    #expect(Characteristics(code: code) == nil)
  }

  @Test("There are twenty different names, and values stay within 0 and 100")
  func bounds() {
    #expect(Characteristics.names.count == 20)
    #expect(Set(Characteristics.names).count == 20)
    #expect(Characteristics(points: Array(repeating: 101, count: 20)) == nil)
    #expect(Characteristics(points: Array(repeating: -1, count: 20)) == nil)
    #expect(Characteristics(points: Array(repeating: 1, count: 19)) == nil)
  }

  @Test("Replacing changes what is named and nothing else")
  func replacing() {
    let changed = Characteristics.zero.replacing(["listening": 100, "strength": 7, "flying": 9])
    #expect(changed.points == [7] + Array(repeating: 0, count: 18) + [100])
  }
}
