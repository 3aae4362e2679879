import FoundationEssentials
import ServiceKit

/// What an external step answers: every candidate that it was sent, once each.
struct ExternalAnswer: Decodable, Sendable {
  static let maximumValues = 32
  static let maximumTextLength = 200

  struct Candidate: Decodable, Sendable {
    let id: UUID
    let score: Double?
    let veto: String?
    let values: [String: NamedValue]?
  }

  let candidates: [Candidate]

  /// The verdicts in the order of `samples`.
  /// - Throws: what is wrong with the answer; then none of it counts.
  func verdicts(for ids: [UUID]) throws(ExternalStepFailure) -> [Verdict] {
    var byID: [UUID: Verdict] = [:]
    for candidate in candidates {
      let verdict = try Self.checked(candidate)
      guard byID.updateValue(verdict, forKey: candidate.id) == nil else {
        throw .badAnswer("it names a candidate twice")
      }
    }
    guard byID.count == ids.count else {
      throw .badAnswer("it speaks of \(byID.count) candidates, not of the \(ids.count) it was sent")
    }
    var verdicts: [Verdict] = []
    verdicts.reserveCapacity(ids.count)
    for id in ids {
      guard let verdict = byID[id] else {
        throw .badAnswer("it speaks of candidates that it was not sent")
      }
      verdicts.append(verdict)
    }
    return verdicts
  }

  private static func checked(
    _ verdict: Candidate
  ) throws(ExternalStepFailure) -> Verdict {
    if let score = verdict.score, !(abs(score) <= 1e9) {
      throw .badAnswer("a score is out of range")
    }
    if let veto = verdict.veto, !isUsable(veto, atLeast: 1) {
      throw .badAnswer("a veto's reason is empty, too long or not plain text")
    }
    let values = verdict.values ?? [:]
    guard values.count <= maximumValues else { throw .badAnswer("too many values") }
    for (name, value) in values {
      guard isUsable(name, atLeast: 1) else {
        throw .badAnswer("a value's name is empty, too long or not plain text")
      }
      if case .text(let text) = value, !isUsable(text) {
        throw .badAnswer("the value \(name) is too long or not plain text")
      }
    }
    return Verdict(score: verdict.score, veto: verdict.veto, values: values)
  }

  /// Bounded, and without control characters: the trace is kept as `jsonb`, which refuses NUL.
  private static func isUsable(_ text: String, atLeast minimum: Int = 0) -> Bool {
    (minimum...maximumTextLength).contains(text.utf8.count) && text.utf8.allSatisfy { $0 >= 32 }
  }
}

/// Why an external step was skipped. Its words go into the trace.
enum ExternalStepFailure: Error, Equatable, CustomStringConvertible {
  case unanswered(OutboundFailure)
  case status(Int)
  case badAnswer(String)

  var description: String {
    switch self {
    case .unanswered(let failure): failure.description
    case .status(let status): "answered \(status)"
    case .badAnswer(let reason): "bad answer: \(reason)"
    }
  }
}
