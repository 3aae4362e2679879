import Contracts
import FoundationEssentials
import ServiceKit

/// An answer in words as who marks it sees it: not whose it is, nor what else that one has.
struct MarkingTask: JSONWritable, Sendable {
  let mark: Mark
  let text: TranslatedText
  let guide: TranslatedText
  let greatest: Int
  let answer: String

  /// - Returns: nil unless that is an answer in words.
  init?(_ mark: Mark, _ sitting: AnsweredSet) {
    guard case .string(let answer) = sitting.answers[mark.question],
      let question = sitting.text(mark.question)
    else { return nil }
    self.mark = mark
    self.answer = answer
    (text, guide, greatest) = (question.text, question.guide, question.greatest)
  }

  func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("attempt_id", mark.attempt)
    writer.field("question", mark.question)
    writer.field("text", text.json)
    writer.field("guide", guide.json)
    writer.field("max_points", greatest)
    writer.field("answer", answer)
    writer.field("claimed_until", mark.claimedUntil)
    writer.field("version", mark.version)
    writer.endObject()
  }
}

extension AnsweredSet {
  /// A question that is answered in words, by its name in the set; nil: there is none.
  func text(
    _ name: ExactText
  ) -> (text: TranslatedText, guide: TranslatedText, greatest: Int)? {
    for part in parts {
      for (asked, scored) in zip(part.paper.questions, part.scoring.questions)
      where part.name(of: asked.id) == name {
        guard case .text(let greatest, let guide, _) = scored.rule else { return nil }
        return (asked.text, guide, greatest)
      }
    }
    return nil
  }
}
