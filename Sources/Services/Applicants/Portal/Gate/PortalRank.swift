import HTTPTypes

/// Who goes first on the portal, the first first: those in a test before others with a link, these
/// before a form that is filled in, and that before whoever only looks.
enum PortalRank: Int, CaseIterable, Comparable, Sendable {
  case health
  /// Answers to a test, and its handing in.
  case answers
  /// What else the holder of a link does.
  case holders
  /// Pictures of holders, which take long.
  case uploads
  case submissions
  case forms
  case others

  static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }

  /// How many may be worked on at once; nil: as many as come.
  var most: Int? {
    switch self {
    case .health: nil
    case .answers: 256
    case .holders: 128
    case .uploads: 16
    case .submissions, .forms: 64
    case .others: 32
    }
  }
}
