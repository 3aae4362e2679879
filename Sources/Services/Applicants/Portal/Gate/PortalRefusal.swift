/// Why the portal does not go on with a request.
enum PortalRefusal: Error, Hashable, Sendable {
  /// Longer than it may be, in bytes.
  case tooLarge(limit: Int)
  case unsupportedType
  /// A limit is reached, for so long.
  case tooMany(Nanoseconds)
  /// As many as may be are being worked on.
  case overloaded
  case ticket(TicketRefusal)
  /// Too many forms with mistakes were sent with it.
  case ticketUsedUp

  /// Of HTTP.
  var status: Int {
    switch self {
    case .tooLarge: 413
    case .unsupportedType: 415
    case .tooMany: 429
    case .overloaded: 503
    case .ticket, .ticketUsedUp: 400
    }
  }

  /// What programs know it by; nil: the platform has a problem of its own for it.
  var slug: String? {
    switch self {
    case .tooLarge, .unsupportedType: nil
    case .tooMany: "too-many"
    case .overloaded: "overloaded"
    case .ticket(.invalid): "ticket-invalid"
    case .ticket(.tooYoung): "ticket-too-young"
    case .ticket(.expired), .ticketUsedUp: "ticket-used-up"
    }
  }

  /// In how many seconds to come again; nil: that would not help.
  ///
  /// - Parameter jitter: from 0 to below 1, so that those who were sent away together do not come
  ///   again together.
  func retryAfter(jitter: Double) -> Int? {
    switch self {
    case .tooMany(let wait): Int((wait + 999_999_999) / 1_000_000_000)
    case .overloaded: 20 + Int(jitter * 41)
    default: nil
    }
  }
}
