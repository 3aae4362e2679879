import Contracts
import FoundationEssentials
import ServiceKit

// What orders refuse, each with what the caller can do about it.
extension Problem {
  static var clientInactive: Problem {
    forbidden("client-inactive", "Your registration is not active, so nothing can be ordered.")
  }

  static func tooManyOpenOrders(_ maximum: Int) -> Problem {
    conflict(
      "too-many-open-orders",
      "\(maximum) orders of this client are open, and no more may be. Order again when one of them "
        + "has ended.",
      members: ["maximum": .number("\(maximum)")])
  }

  static func chargeAboveLimit(_ charge: Money) -> Problem {
    conflict(
      "charge-above-limit",
      "It would cost \(charge), which is more than max_charge. Nothing was ordered.",
      amounts: ["charge": charge])
  }

  static func chargeChanged(_ charge: Money) -> Problem {
    conflict(
      "charge-changed",
      "The charge that stays due is \(charge), not what was confirmed. Nothing was cancelled.",
      amounts: ["charge": charge])
  }

  static func noWorkerFree(laterTimes: [Date]) -> Problem {
    let times = laterTimes.map { JSONValue.string(Timestamp.format($0)) }
    return conflict(
      "no-worker-free",
      times.isEmpty
        ? "Nobody is free at that time." : "Nobody is free at that time; see later_times.",
      members: ["later_times": .array(times)])
  }

  static var notEnded: Problem {
    conflict("order-open", "Only an order that has ended can be copied.")
  }

  static var nameTaken: Problem {
    conflict(
      "name-taken",
      "An active service type has this name. Choose another, or deactivate that one first.")
  }

  static var serviceNotOffered: Problem {
    conflict("service-not-offered", "There is no such service on offer.")
  }

  static func timeNotOffered(_ offered: OfferedTimes) -> Problem {
    let earliest = Timestamp.format(offered.earliest)
    let latest = Timestamp.format(offered.latest)
    return conflict(
      "time-not-offered", "This can be ordered for \(earliest) to \(latest).",
      members: ["earliest_at": .string(earliest), "latest_at": .string(latest)])
  }

  static var copyOpen: Problem {
    conflict("copy-open", "A copy of this order is open; another waits until that one has ended.")
  }

  static func checkInTooEarly(opensAt: Date) -> Problem {
    let time = Timestamp.format(opensAt)
    return conflict(
      "check-in-too-early", "Check-in opens at \(time).", members: ["opens_at": .string(time)])
  }

  static func checkInClosed(closedAt: Date) -> Problem {
    let time = Timestamp.format(closedAt)
    return conflict(
      "check-in-closed", "Check-in closed at \(time).", members: ["closed_at": .string(time)])
  }

  static func reportTooLate(closedAt: Date) -> Problem {
    let time = Timestamp.format(closedAt)
    return conflict(
      "report-too-late", "The report could be sent until \(time).",
      members: ["closed_at": .string(time)])
  }

  /// A worker calls the client absent or unwilling before there is a reason to.
  static func tooEarly(until time: Date) -> Problem {
    let time = Timestamp.format(time)
    return conflict(
      "too-early", "This can be said of the client from \(time) on, or by a manager.",
      members: ["earliest_at": .string(time)])
  }

  /// One picture cannot show both that the worker came and what the client signed.
  static var samePhoto: Problem {
    conflict(
      "same-photo", "This is the check-in's photo. Send one of the report that the client signed.")
  }

  /// Why a conditional update found no row.
  ///
  /// - Parameters:
  ///   - versions: what `If-Match` asked for; nil: nothing.
  ///   - otherwise: why an order of the right status and version is refused.
  static func refusedTransition(
    of order: Order?, _ versions: [Int64]?, needs statuses: [OrderStatus],
    otherwise: (Order) -> Problem? = { _ in nil }
  ) -> Problem {
    guard let order else { return .notFound }
    if let versions, !versions.contains(order.version) { return .preconditionFailed }
    if statuses.contains(order.status), let problem = otherwise(order) { return problem }
    let needed = statuses.map(\.rawValue).joined(separator: " or ")
    return conflict(
      "wrong-state", "This needs an order that is \(needed); this one is \(order.status.rawValue).",
      members: ["order_status": .string(order.status.rawValue)])
  }
}

extension OfferedTimes {
  /// - Throws: 409 for a time that is not on offer.
  func check(_ time: Date) throws {
    guard contains(time) else { throw Problem.timeNotOffered(self) }
  }
}
