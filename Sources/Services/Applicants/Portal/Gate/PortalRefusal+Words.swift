extension PortalRefusal {
  /// What refuses, as metrics have it.
  static let stages = ["size", "type", "limit", "load", "ticket"]

  /// What refused it, one of ``stages``.
  var stage: String {
    switch self {
    case .tooLarge: "size"
    case .unsupportedType: "type"
    case .tooMany: "limit"
    case .overloaded: "load"
    case .ticket, .ticketUsedUp: "ticket"
    }
  }
}
