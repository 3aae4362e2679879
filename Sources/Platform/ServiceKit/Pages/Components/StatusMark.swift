public import Contracts

/// Where something stands: in words, by a shape and, on top, by a colour, which alone not everybody
/// can tell (WCAG 2.2, 1.4.1). The partial `mark`.
public struct StatusMark: Sendable {
  public enum Kind: String, Sendable, CaseIterable {
    case waiting
    case underWay = "under-way"
    case done, failed, cancelled
    /// It should be further by now.
    case late

    /// How an order ended.
    public init(_ outcome: OrderOutcome) {
      self =
        switch outcome {
        case .completed: .done
        case .cancelled: .cancelled
        case .failed: .failed
        }
    }

    var shape: String {
      switch self {
      case .waiting: "○"
      case .underWay: "◐"
      case .done: "●"
      case .failed: "✕"
      case .cancelled: "–"
      case .late: "!"
      }
    }
  }

  let kind: String
  let shape: String
  public let text: String

  public init(_ kind: Kind, _ text: String) {
    self.kind = kind.rawValue
    shape = kind.shape
    self.text = text
  }
}
