import Contracts
import ServiceKit

// The one encoding of a scoring, which is stored, and part of the document.
extension Scoring {
  var json: JSONValue {
    JSONValue(
      having: ("format", TestDocument.format), ("start_value", .number("\(startValue)")),
      ("pass", pass.json), ("questions", .array(questions.map(\.json))))
  }
}

extension PassRule {
  var json: JSONValue {
    JSONValue(
      having: ("top_percent", topPercent.map { .number("\($0)") }),
      ("minimum_points", minimumPoints.map { .number("\($0)") }),
      ("must", .array(must.map { .string($0.text) })))
  }
}

extension ScoredQuestion {
  var json: JSONValue {
    let id = JSONValue(having: ("id", .string(id.text)))
    return id.merging(rule.json)
  }
}

extension ScoringRule {
  fileprivate var json: JSONValue {
    switch self {
    case .one(let options):
      JSONValue(having: ("options", .array(options.map(\.json))))
    case .sum(let options):
      JSONValue(
        having: ("scoring", .string(SeveralScoring.sum.rawValue)),
        ("options", .array(options.map(\.json))))
    case .exact(let points, let options):
      JSONValue(
        having: ("scoring", .string(SeveralScoring.exact.rawValue)),
        ("points", .number("\(points)")), ("options", .array(options.map(\.json))))
    case .number(let rule): rule.json
    case .text(let points, let guide, let effects):
      JSONValue(
        having: ("points", .number("\(points)")), ("guide", guide.json),
        ("effects", effects.json))
    }
  }
}

extension NumberRule {
  fileprivate var json: JSONValue {
    let near = near.map { near in
      JSONValue(
        having: ("tolerance", .string("\(near.tolerance)")), ("points", .number("\(near.points)")))
    }
    return JSONValue(
      having: ("answer", .string("\(answer)")), ("tolerance", .string("\(tolerance)")),
      ("points", .number("\(points)")), ("effects", effects.json),
      ("near", near.isEmpty ? nil : .array(near)))
  }
}

extension ScoredOption {
  fileprivate var json: JSONValue {
    JSONValue(
      having: ("id", .string(id.text)), ("points", .number("\(points)")),
      ("effects", effects.json))
  }
}

extension RightOption {
  fileprivate var json: JSONValue {
    JSONValue(
      having: ("id", .string(id.text)), ("right", isRight ? true : nil), ("effects", effects.json))
  }
}
