import Contracts
import FoundationEssentials
import ServiceKit

extension HypothesisStatus {
  func mark(_ texts: LocalTexts) -> StatusMark {
    let kind: StatusMark.Kind =
      switch self {
      case .proposed: .waiting
      case .testing: .underWay
      case .confirmed, .adopted: .done
      case .refuted: .failed
      case .dropped: .cancelled
      }
    return StatusMark(kind, texts.text("status_\(rawValue)"))
  }
}

extension PageWords {
  func status(_ status: HypothesisStatus) -> String { text("status_\(status.rawValue)") }

  func row(_ hypothesis: Hypothesis) -> HypothesisRow {
    HypothesisRow(
      number: "\(hypothesis.number)", title: hypothesis.title,
      path: Address.page(ofHypothesis: hypothesis.id).path, mark: hypothesis.status.mark(texts),
      owner: hypothesis.owner.map(manager),
      reviews: "\(hypothesis.reviews.count)")
  }

  /// What is kept of it, for whoever typed something else meanwhile.
  func facts(_ hypothesis: Hypothesis) -> [ReviewFact] {
    [
      ("title", hypothesis.title), ("statement", hypothesis.statement),
      ("status", status(hypothesis.status)),
      ("owner", hypothesis.owner.map(manager) ?? text("nobody")),
      ("effect", hypothesis.effect ?? "–"),
      (
        "reviews",
        hypothesis.reviews.isEmpty ? "–" : hypothesis.reviews.map(\.wire).joined(separator: "\n")
      ),
    ].map { ReviewFact(label: text("field_\($0)"), value: $1) }
  }

  /// What happened, in a line: only that is told which became otherwise.
  func happening(_ entry: HypothesisHistoryEntry) -> HypothesisView.Happening {
    let facts = entry.facts
    var parts: [String] = []
    if let status = facts.status.flatMap(HypothesisStatus.init), entry.event != "proposed" {
      parts.append(text("now_status", ["status": self.status(status)]))
    }
    if let owner = facts.owner {
      parts.append(
        text("now_owner", ["owner": owner == .zero ? text("nobody") : manager(owner)]))
    }
    if entry.event != "proposed" {
      let texts = [
        ("title", facts.title), ("statement", facts.statement), ("effect", facts.effect),
      ]
      parts += texts.filter { $0.1 != nil }.map { text("now_\($0.0)") }
    }
    if !facts.tied.isEmpty { parts.append(text("tied", ["count": "\(facts.tied.count)"])) }
    if !facts.untied.isEmpty { parts.append(text("untied", ["count": "\(facts.untied.count)"])) }
    return HypothesisView.Happening(
      what: ([text("event_\(entry.event)")] + parts).joined(separator: "; "),
      time: time(entry.at), who: manager(entry.by))
  }
}
