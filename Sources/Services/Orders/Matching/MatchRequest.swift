import FoundationEssentials

/// An order that needs somebody to carry it out. Clients and workers enter matching here; inside
/// they are samples.
struct MatchRequest: Sendable {
  var orderID: UUID
  var clientID: UUID
  var serviceTypeID: UUID
  var serviceTypeName: String
  /// The characteristics that matter to the service type, and how much.
  var characteristics: [String: Int]
  var description: String
  var place: String
  var scheduledAt: Date
  var endsAt: Date
  /// From setting out to the scheduled end: whoever is proposed is free all that time.
  var busy: Range<Date>
  /// By whom an order in this chain of copies failed.
  var excludedWorkers: [UUID] = []
  /// The instant at which it is asked for.
  var askedAt: Date
}
