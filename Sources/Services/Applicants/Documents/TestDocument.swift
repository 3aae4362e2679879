import Contracts
import ServiceKit

/// A test as managers write it: its paper and its scoring in one JSON document.
///
/// Publishing takes it apart, so that who is tested is shown a value without right answers.
public struct TestDocument: Sendable {
  static let format: JSONValue = 1
  public static let maxBytes = 256 * 1024

  let paper: Paper
  let scoring: Scoring

  /// Reads a document from its bytes.
  ///
  /// - Throws: all mistakes at once; a text that is no JSON is one mistake, with line and column.
  public init(file bytes: some Collection<UInt8>) throws(TestMistakes) {
    guard bytes.count <= Self.maxBytes else {
      throw TestMistakes([Mistake("", .tooManyBytes(Self.maxBytes))])
    }
    let json: JSONValue
    do {
      json = try JSONValue(ofFile: bytes)
    } catch {
      throw TestMistakes(error.errors)
    }
    try self.init(json)
  }

  /// - Throws: all mistakes at once.
  init(_ json: JSONValue) throws(TestMistakes) {
    self = try json.readTest { form in
      let test = TestForm(form, .document)
      return TestDocument(paper: Paper(test), scoring: Scoring(test))
    }
    // Nobody could pass. What the points come to is known only when all of them are.
    if let minimum = scoring.pass.minimumPoints, minimum > scoring.greatest {
      throw TestMistakes([Mistake("/pass/minimum_points", .outOfRange(0...scoring.greatest))])
    }
  }

  private init(paper: Paper, scoring: Scoring) {
    self.paper = paper
    self.scoring = scoring
  }

  /// The document that was taken apart.
  ///
  /// - Returns: nil if these are no halves of one.
  init?(joining paper: Paper, _ scoring: Scoring) {
    let isWhole =
      paper.questions.count == scoring.questions.count
      && zip(paper.questions, scoring.questions).allSatisfy { shown, scored in
        shown.id == scored.id && shown.type == scored.rule.type
          && shown.options.map(\.id) == scored.rule.optionIDs
      }
    guard isWhole else { return nil }
    self.init(paper: paper, scoring: scoring)
  }

  /// The document's one encoding: what paper and scoring say, each in its order.
  var json: JSONValue { paper.json.merging(scoring.json) }

  /// What this document says of the answers to a paper that is published already.
  ///
  /// - Throws: each place where this document's own paper differs from it.
  func scoring(for published: Paper) throws(TestMistakes) -> Scoring {
    let places = published.json.differences(from: paper.json)
    guard places.isEmpty else {
      throw TestMistakes(places.map { Mistake($0, .differsInPaper) })
    }
    return scoring
  }
}
