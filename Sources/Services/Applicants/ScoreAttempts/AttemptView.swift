import Contracts
import FoundationEssentials
import ServiceKit

/// An attempt as managers see it: what was asked, what was answered and when, and what it came to.
struct AttemptView: JSONWritable, Sendable {
  let attempt: Attempt
  /// How it stands now; nil until it has finished.
  let standing: StandingNow?
  let parts: [StoredPart]
  /// By questions' names, in the order in which they were given.
  let answers: [ExactText: [AnswerRevision]]
  /// What each question came to by the scoring that counts; none until it has finished.
  let points: [ExactText: Int]
  let marks: [ExactText: Mark]

  func write(to writer: inout JSONWriter) {
    writer.beginObject()
    attempt.writeFields(to: &writer)
    writer.field("standing", standing)
    writer.key("tests")
    writer.beginArray()
    for part in parts { write(part, to: &writer) }
    writer.endArray()
    writer.endObject()
  }

  private func write(_ part: StoredPart, to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("test_id", part.test)
    writer.field("version", part.version)
    writer.field("scoring", part.number)
    writer.key("questions")
    writer.beginArray()
    // Documents that cannot be read are why somebody looks at an attempt that cannot be scored.
    if let part = try? part.read() {
      for (question, scored) in zip(part.paper.questions, part.scoring.questions) {
        write(question, scored.rule.greatest, part.name(of: question.id), to: &writer)
      }
    }
    writer.endArray()
    writer.endObject()
  }

  private func write(
    _ question: PaperQuestion, _ greatest: Int, _ name: ExactText, to writer: inout JSONWriter
  ) {
    let revisions = answers[name] ?? []
    writer.beginObject()
    writer.field("question", name)
    writer.field("type", question.type.rawValue)
    writer.field("text", question.text.json)
    writer.field("options", question.options.map(\.json))
    writer.field("answer", revisions.last?.value ?? .null)
    writer.field("points", points[name])
    writer.field("max_points", greatest)
    writer.field("mark", marks[name])
    writer.field("revisions", revisions)
    writer.endObject()
  }
}

extension Attempt: JSONWritable {
  func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writeFields(to: &writer)
    writer.endObject()
  }

  fileprivate func writeFields(to writer: inout JSONWriter) {
    writer.field("id", id)
    writer.field("application_id", applicationID)
    writer.field("status", status.rawValue)
    writer.field("limit_seconds", limitSeconds)
    writer.field("extra_seconds", extraSeconds)
    writer.field("started_at", startedAt)
    writer.field("deadline_at", deadlineAt)
    writer.field("accept_until", acceptUntil)
    writer.field("handed_in_at", handedInAt)
    writer.field("handed_in_by", handedInBy?.rawValue)
    writer.field("points", score?.points)
    writer.field("max_points", score?.maxPoints)
    writer.field("ten_thousandths", score?.tenThousandths)
    writer.field("code", score?.code)
    writer.characteristics(score?.characteristics)
    writer.field("finished_at", finishedAt)
    writer.field("standing_then", standing)
    writer.field("parked", isParked)
    writer.field("tries", tries)
    writer.field("failure", failure)
    writer.field("version", version)
  }
}

/// One answer to a question; a later one takes its place.
struct AnswerRevision: JSONWritable, Sendable {
  let question: ExactText
  let revision: Int
  /// nil: it was taken back, or is forgotten.
  let value: JSONValue?
  let savedAt: Date
  let via: String

  func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("revision", revision)
    writer.field("value", value ?? .null)
    writer.field("saved_at", savedAt)
    writer.field("via", via)
    writer.endObject()
  }
}
