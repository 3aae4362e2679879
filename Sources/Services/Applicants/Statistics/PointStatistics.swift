import Contracts
import ServiceKit

/// What attempts at one test came to, as figures: how hard it is, and whether each question parts
/// those who do well from those who do not.
struct PointStatistics: Sendable {
  struct Question: Sendable {
    let id: ExactText
    let greatest: Int
    /// nil as are the others: nobody has sat it.
    let mean: Double?
    /// The share of those who have all of its points, 0 to 1.
    let full: Double?
    /// How it goes with the points of all other questions (K. Pearson's coefficient), −1 to 1; nil as
    /// well where one of both is the same for everybody.
    let correlation: Double?
  }

  let count: Int
  let greatest: Int
  /// The least points, those that a quarter, a half and three quarters of the attempts do not exceed,
  /// and the most; none: nobody has sat it.
  let quartiles: [Int]
  let mean: Double?
  let questions: [Question]

  /// - Parameter attempts: the points of each attempt, in the order of the scoring's questions.
  init(_ scoring: Scoring, _ attempts: [[Int]]) {
    let totals = attempts.map { $0.reduce(0, +) }
    count = attempts.count
    greatest = scoring.greatest
    quartiles = Self.quartiles(totals.sorted())
    mean = totals.mean
    questions = scoring.questions.enumerated().map { index, question in
      let points = attempts.map { $0[index] }
      let greatest = question.rule.greatest
      return Question(
        id: question.id, greatest: greatest, mean: points.mean,
        full: points.map { $0 == greatest ? 1 : 0 }.mean,
        correlation: correlation(points, zip(totals, points).map { $0 - $1 }))
    }
  }

  /// The values at the ranks 1, ⌈n/4⌉, ⌈n/2⌉, ⌈3n/4⌉ and n.
  private static func quartiles(_ sorted: [Int]) -> [Int] {
    guard !sorted.isEmpty else { return [] }
    return (0...4).map { sorted[max((sorted.count * $0 + 3) / 4, 1) - 1] }
  }
}

extension PointStatistics: JSONWritable {
  func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("attempts", count)
    writer.field("max_points", greatest)
    writer.field("quartiles", quartiles)
    writer.field("mean", mean.map(rounded))
    writer.key("questions")
    writer.beginArray()
    for question in questions {
      writer.beginObject()
      writer.field("id", question.id)
      writer.field("max_points", question.greatest)
      writer.field("mean", question.mean.map(rounded))
      writer.field("full", question.full.map(rounded))
      writer.field("correlation", question.correlation.map(rounded))
      writer.endObject()
    }
    writer.endArray()
    writer.endObject()
  }

  /// To thousandths: more would say nothing.
  private func rounded(_ figure: Double) -> Double { (figure * 1_000).rounded() / 1_000 }
}

extension [Int] {
  fileprivate var mean: Double? {
    isEmpty ? nil : Double(reduce(0, +)) / Double(count)
  }
}

/// nil where one of both does not vary. Sums of whole numbers are exact.
private func correlation(_ a: [Int], _ b: [Int]) -> Double? {
  func sum(_ products: some Sequence<Int>) -> Int { products.reduce(0, +) }
  func spread(_ x: [Int], _ y: [Int]) -> Int {
    x.count * sum(zip(x, y).lazy.map(*)) - sum(x) * sum(y)
  }
  let (ofA, ofB) = (spread(a, a), spread(b, b))
  guard ofA > 0, ofB > 0 else { return nil }
  return Double(spread(a, b)) / (Double(ofA) * Double(ofB)).squareRoot()
}
