import Contracts
import Testing

@testable import Applicants
@testable import ServiceKit

@Suite("R-110: in which order a sitting has questions and options")
struct PaperOrderTests {
  private func letters(_ question: PaperQuestion?) -> String {
    question?.options.map(\.id.text).joined(separator: " ") ?? ""
  }

  private func places(_ arranged: Paper, of paper: Paper) -> [Int] {
    let ids = paper.questions.map(\.id)
    return arranged.questions.compactMap { ids.firstIndex(of: $0.id) }.map { $0 + 1 }
  }

  @Test("the seed 42 gives the order that is written down, and so for ever")
  func example() throws {
    let paper = try FirstLook.document.paper
    let arranged = paper.arranged(seed: 42)
    #expect(
      places(arranged, of: paper) == [11, 8, 6, 15, 10, 13, 14, 7, 2, 9, 1, 5, 4, 3, 12])
    #expect(letters(arranged.questions.first { $0.id == "late_bus" }) == "b c a d")
  }

  @Test("the second test of a set starts from the next seed")
  func part() throws {
    let paper = try FirstLook.document.paper
    let second = paper.arranged(seed: 42, part: 1)
    #expect(places(second, of: paper) == [7, 13, 14, 12, 4, 2, 5, 8, 3, 15, 1, 10, 6, 9, 11])
    #expect(letters(second.questions.first { $0.id == "late_bus" }) == "b a d c")
    let last = paper.arranged(seed: .max, part: 1)
    #expect(places(last, of: paper) == places(paper.arranged(seed: 0), of: paper))
  }

  @Test("whatever the seed, everything is there once, and options that are last stay last")
  func everything() throws {
    let paper = try TestDocument(
      FirstLook.with(
        ("/questions/0/options/1/last", true), ("/questions/0/options/2/last", true))
    ).paper
    var firsts: Set<String> = []
    for seed in 0..<200 as Range<UInt64> {
      let arranged = paper.arranged(seed: seed)
      #expect(places(arranged, of: paper).sorted() == Array(1...15))
      let bus = letters(arranged.questions.first { $0.id == "late_bus" })
      #expect(["a d b c", "d a b c"].contains(bus))
      firsts.insert(bus)
      #expect(arranged.questions.allSatisfy { $0.options.count == Set($0.options.map(\.id)).count })
    }
    #expect(firsts.count == 2)
  }

  @Test("what is fixed stays as it is written, the last options too")
  func fixed() throws {
    let paper = try TestDocument(
      FirstLook.with(
        ("/order", ["questions": "fixed", "options": "fixed"]),
        ("/questions/0/options/1/last", true))
    ).paper
    #expect(paper.arranged(seed: 42).json == paper.json)
    let questions = try TestDocument(FirstLook.with(("/order/options", "fixed"))).paper
    let arranged = questions.arranged(seed: 42)
    #expect(places(arranged, of: questions).first == 11)
    #expect(letters(arranged.questions.first { $0.id == "late_bus" }) == "a b c d")
    let options = try TestDocument(FirstLook.with(("/order/questions", "fixed"))).paper
    #expect(places(options.arranged(seed: 42), of: options) == Array(1...15))
    #expect(letters(options.arranged(seed: 42).questions.first) == "b c a d")
  }

  @Test("no place is likelier than another")
  func even() throws {
    let paper = try FirstLook.document.paper
    var counts = Array(repeating: 0, count: 15)
    var random = SplitMix64(seed: 3)
    for _ in 0..<3_000 {
      let first = places(paper.arranged(seed: random.next()), of: paper)[0]
      counts[first - 1] += 1
    }
    // 200 each; five standard deviations are 68.
    #expect(counts.allSatisfy { (132...268).contains($0) })
  }
}
