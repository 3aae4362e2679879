/// What is to become of an attempt that is handed in.
enum AttemptFate: Hashable {
  case score
  /// Nobody is ranked by it.
  case void
}

extension Attempt {
  /// Whatever was decided meanwhile, it is scored, for when that is reconsidered; unless the applicant
  /// has withdrawn, or another invitation has taken the place of this one's.
  func fate(in application: ApplicationStatus) -> AttemptFate {
    guard !isReplaced else { return .void }
    return switch application {
    case .invited, .tested, .accepted, .rejected: .score
    case .unconfirmed, .new, .withdrawn: .void
    }
  }
}
