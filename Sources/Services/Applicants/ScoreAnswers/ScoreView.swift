import Contracts
import ServiceKit

/// What answers are worth, question by question.
struct ScoreView: JSONWritable {
  /// Of the scoring.
  let number: Int
  let evaluation: Evaluation

  func write(to writer: inout JSONWriter) {
    let score = SetScore([evaluation])
    writer.beginObject()
    writer.field("scoring", number)
    writer.field("points", evaluation.points)
    writer.field("max_points", evaluation.scoring.greatest)
    writer.field("knocked_out", evaluation.isKnockedOut)
    writer.field("unmarked", evaluation.unmarked)
    // Until each text has its mark, nobody knows.
    writer.field("reaches_minimum", score?.reachesMinimum)
    writer.field("code", score?.code)
    writer.characteristics(score?.characteristics)
    writer.field("questions", evaluation.questions)
    writer.endObject()
  }
}

extension Evaluation.Question: JSONWritable {
  func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("id", id)
    writer.field("points", worth?.points)
    writer.field("max_points", greatest)
    writer.field("effects", worth?.effects.json ?? .object([]))
    writer.endObject()
  }
}
