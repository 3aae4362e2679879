public import Contracts

/// What a manager wants to know of a test before it is published.
public struct TestOverview: Sendable {
  public let title: TranslatedText
  public let limitSeconds: Int
  public let greatestPoints: Int
  /// As many of them as a manager gives.
  public let markedPoints: Int
  public let topPercent: Int?
  public let minimumPoints: Int?
  /// Ids of questions.
  public let must: [ExactText]
  /// Names of characteristics that some answer moves, in their fixed order.
  public let measured: [String]
  private let types: [QuestionType]

  public var questionCount: Int { types.count }

  public func count(of type: QuestionType) -> Int { types.count { $0 == type } }

  fileprivate init(_ document: TestDocument) {
    let (paper, scoring) = (document.paper, document.scoring)
    let rules = scoring.questions.map(\.rule)
    title = paper.title
    limitSeconds = paper.limitSeconds
    types = paper.questions.map(\.type)
    greatestPoints = scoring.greatest
    markedPoints = rules.filter { $0.type == .text }.reduce(0) { $0 + $1.greatest }
    topPercent = scoring.pass.topPercent
    minimumPoints = scoring.pass.minimumPoints
    must = scoring.pass.must
    let effects = rules.flatMap(\.effects)
    measured = CharacteristicsCode.names.enumerated().filter { index, _ in
      effects.contains { $0.points[index] != 0 }
    }.map(\.element)
  }
}

extension TestDocument {
  public var overview: TestOverview { TestOverview(self) }
}
