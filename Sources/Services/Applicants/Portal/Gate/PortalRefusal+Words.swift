extension PortalRefusal {
  /// What refuses, as metrics have it.
  enum Stage: String, CaseIterable { case shield, size, type, limit, load, ticket }

  var stage: Stage {
    switch self {
    case .tooLarge: .size
    case .unsupportedType: .type
    case .tooMany: .limit
    case .overloaded: .load
    case .ticket, .ticketUsedUp: .ticket
    }
  }
}
